"""What can be wrong with a page as a browser shows it, each a function from a page to what it found.

Every one of them is woken by a planted fault in `test_planted.py`, so that silence means something.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page

LARGE = """html { font-size: 200% }
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""Text of 200 per cent and the spacing of WCAG 1.4.12, as a style sheet of the reader's own browser."""
NARROW = {"width": 320, "height": 640}
STOPS = "a[href], button, input, select, summary, [tabindex='0']"
MARKS = ".risk, .tag, .implausible, .bars path, .beam, .dot, .plot line, .strip .band"
"""What must be seen where the system sets the colours: marks that carry meaning."""


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def overflow_when_narrow(page: Page) -> int:
    """The same at 320 pixels."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    return overflow(page)


def overflow_when_large(page: Page) -> int:
    """The same with large and widely spaced text, which leaves the page as it was."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate(
        "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }",
        LARGE,
    )
    found = overflow(page)
    page.evaluate("document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)")
    return found


def unseen_focus(page: Page) -> list[str]:
    """Stops of the keyboard that it does not reach, or where it does not show."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    wanted = page.evaluate(
        f"[...document.querySelectorAll(`{STOPS}`)].filter(each => each.checkVisibility() && !each.disabled).length"
    )
    found = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "(() => { const at = document.activeElement, style = getComputedStyle(at);"
            " return [at.outerHTML.slice(0, 80), at === document.body ? 'lost' : style.outlineStyle + style.outlineWidth] })()"
        )
        if outline != "solid3px":
            found.append(f"{outline}: {name}")
    return found


def lost_without_scripts(browser: Browser, url: str) -> list[str]:
    """Lines of the text of a page that stand there only with scripts."""
    with_, without = (_lines(browser, url, scripts=scripts) for scripts in (True, False))
    return [line for line in with_ if line not in set(without)]


def _lines(browser: Browser, url: str, *, scripts: bool) -> list[str]:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(url)
    text = page.locator("body").inner_text()
    context.close()
    return [line.strip() for line in text.splitlines() if line.strip()]


def unseen_in_forced_colours(page: Page) -> list[str]:
    """Marks that the system's colours leave without a border, a fill or a stroke of theirs."""
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(
        """marks => {
          const system = name => { const probe = document.createElement('i'); probe.style.color = name;
            document.body.append(probe); const made = getComputedStyle(probe).color; probe.remove(); return made };
          const known = ['CanvasText', 'LinkText', 'Canvas'].map(system);
          return [...document.querySelectorAll(marks)].filter(each => {
            const style = getComputedStyle(each);
            if (!(each instanceof SVGElement)) return style.borderTopStyle === 'none';
            return !known.includes(style.stroke) && !known.includes(style.fill);
          }).map(each => each.outerHTML.slice(0, 80));
        }""",
        MARKS,
    )
    page.emulate_media(forced_colors="none")
    return found


def moving(page: Page) -> list[str]:
    """What moves although the reader asked for no motion: animations, transitions, a scroll that glides."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(each => {
          const style = getComputedStyle(each);
          return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
            || style.transitionDuration.split(', ').some(time => time !== '0s');
        }).map(each => each.outerHTML.slice(0, 80))"""
    )
    return found
