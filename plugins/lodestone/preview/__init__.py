"""The site while one writes: built again after each save, shown at once, with what is wrong laid over the page.

`worker` builds, in a process of its own that may die without harm; `builder` keeps one at work;
`watch` says what was saved; `state` tells all open pages; `server` answers them, on this machine
only. The files on disk never hold any of it: the script is put in on the way to the browser.
"""
