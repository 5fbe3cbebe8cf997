"""Why a marker of a template is not filled, and what to do about it."""

from django.utils.translation import gettext as _

from amparo.reporting.workbooks.finding import Problem, Trouble


def trouble(problem: Problem) -> str:
    where = {"where": problem.where}
    return {
        Trouble.FORMULA: lambda: _(
            "%(where)s: the marker stands in a formula, and writing there would lose it. Put the "
            "marker into a cell of its own and let the formula read that cell."
        ),
        Trouble.MERGED: lambda: _(
            "%(where)s: the marker stands in a merged cell, but not in its top left corner, where "
            "nobody would see the number. Move the marker there."
        ),
        Trouble.PIECES: lambda: _(
            "%(where)s: the marker is written in several formats. Type it again in one."
        ),
        Trouble.RANGE: lambda: _(
            "%(where)s: this name means no single cell of a sheet. Let it mean one cell."
        ),
        Trouble.ELSEWHERE: lambda: _(
            "%(where)s: a marker stands in a text box, a chart or a remark, where nothing is "
            "written. Move it into a cell."
        ),
    }[problem.trouble]() % where
