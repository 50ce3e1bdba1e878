"""Jinja with what a page does most made short: to look up a key, to escape a text, to ask for an address.

The stock compiler emits `environment.getattr`, which tries attributes before keys, `escape`, which makes
an object of its own out of every text, and `context.call`, which asks each time whether a function wants
the context. Together that was a third of rendering. What a template gives is the same.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any

from jinja2 import Environment as Stock
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})


class _Compiler(CodeGenerator):
    """Emits calls of `Environment.shown`, and calls without a context."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call; see `CodeGenerator`. Nothing that our templates call wants the context."""
        reserved = any(iskeyword(each.key) for each in node.kwargs)
        if forward_caller or reserved or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")


class Environment(Stock):
    """Jinja for data that is plain: keys of dicts come before their methods."""

    code_generator_class = _Compiler

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of a key of a dict; of anything else as in Jinja."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    @staticmethod
    def shown(value: Any) -> str:
        """A value as it stands on a page: text that is not known to be safe is escaped.

        >>> Environment.shown('a < "b"'), Environment.shown(Markup("<b>")), Environment.shown(3)
        ('a &lt; &#34;b&#34;', Markup('<b>'), '3')
        """
        if type(value) is str:
            return value.translate(_ESCAPES) if _SPECIAL.search(value) else value
        if type(value) is Markup:
            return value
        return str(value) if type(value) is int else escape(value)
