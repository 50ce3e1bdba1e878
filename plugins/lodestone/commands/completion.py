"""`lodestone completion SHELL`: a script that completes subcommands, options and their values in bash, zsh or fish.

It is made out of the parsers, so that it never differs from what the command takes. zsh reads the
script of bash by its own `bashcompinit`; what is no option is a file, for the shell to complete.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterator, Mapping

from lodestone.commands import COMMANDS, parser_of

_BASH = """\
_lodestone() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        words={commands}
    else
        case "${{COMP_WORDS[1]}} $before" in
{values}
            *)
                case "${{COMP_WORDS[1]}}" in
{options}
                esac
                ;;
        esac
    fi
    case "$words" in -*) case "$word" in -*) ;; *) words="" ;; esac ;; esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _lodestone lodestone
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the subcommand."""
    parser.add_argument("shell", choices=SHELLS, help="for which shell")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    print(SHELLS[args.shell](), end="")
    return 0


def bash() -> str:
    """For bash: options are offered once a hyphen is typed, files otherwise."""
    options = []
    values = [
        f'            "{name} {sign}") words={_listed(each.choices)} ;;'
        for name, each in _options()
        for sign in each.option_strings
        if each.choices
    ]
    for name in COMMANDS:
        signs = [sign for command, each in _options() if command == name for sign in each.option_strings]
        fixed = _fixed(name)
        options.append(f"                    {name}) words={_listed(fixed or signs)} ;;")
    return _BASH.format(commands=_listed(COMMANDS), values="\n".join(values), options="\n".join(options))


def zsh() -> str:
    """For zsh."""
    return f"#compdef lodestone\nautoload -U +X bashcompinit && bashcompinit\n{bash()}"


def fish() -> str:
    """For fish, which shows what each does."""
    lines = [
        f"complete -c lodestone -n __fish_use_subcommand -a {name} -d {shlex.quote(what)}"
        for name, what in COMMANDS.items()
    ]
    for name, each in _options():
        signs = "".join(
            f" -{'l' if sign.startswith('--') else 's'} {sign.lstrip('-')}" for sign in each.option_strings
        )
        taken = f" -x -a {_listed(each.choices)}" if each.choices else " -r" if each.nargs != 0 else ""
        after = f'-n "__fish_seen_subcommand_from {name}"'
        lines.append(f"complete -c lodestone {after}{signs}{taken} -d {shlex.quote(each.help or '')}")
    lines += [
        f'complete -c lodestone -n "__fish_seen_subcommand_from {name}" -x -a {_listed(words)}'
        for name in COMMANDS
        if (words := _fixed(name))
    ]
    return "\n".join(lines) + "\n"


SHELLS: Mapping[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _options() -> Iterator[tuple[str, argparse.Action]]:
    """Every option of every subcommand."""
    for name in COMMANDS:
        for action in actions(name):
            if action.option_strings:
                yield name, action


def actions(name: str) -> list[argparse.Action]:
    """The arguments of a subcommand, as argparse keeps them."""
    return parser_of(name)._actions  # noqa: SLF001 - there is no other way to ask a parser what it takes


def _fixed(name: str) -> list[str]:
    """The words that the first argument of a subcommand can be, where it is one of a list."""
    return [str(word) for each in actions(name) if not each.option_strings for word in each.choices or ()]


def _listed(words: object) -> str:
    return shlex.quote(" ".join(map(str, words)))  # type: ignore[call-overload]
