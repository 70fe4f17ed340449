"""Pages for the tests of reports: one with something in every place."""

from __future__ import annotations

from trainer.reports.shapes import Chart, Point, ReportPage, Section, Series, Table


def page(text: str = "plain words") -> ReportPage:
    """Give a page in which `text` stands wherever text can stand, with charts of both kinds."""
    trend = Chart(
        text, text, "lines",
        (
            Series(f"{text} a", tuple(Point(f"{n}", v, low, high) for n, v, low, high in TREND)),
            Series(f"{text} b", (Point("1", 0.5), Point("2", None), Point("3", 0.4), Point("5", 0.45))),
        ),
        along=text,
    )  # fmt: skip
    bars = Chart(
        text, text, "bars",
        (Series(text, (Point(f"{text} x", 0.5, 0.25, 0.75), Point(f"{text} y", None, says=text), Point(text, 3.0))),),
        percent=True,
    )  # fmt: skip
    table = Table(text, (text, "figure"), ((text, -0.5), (f"{text} z", None), ("yes or no", True)))
    sections = (Section(text, (text, text), (text, text), (trend, bars), (table,)), Section(f"{text} 2"))
    return ReportPage(text, table, (text,), sections, (text,))


#: Place, value and noise band; the fourth is not known.
TREND = (
    (1, 0.2, 0.05, 0.35), (2, 0.3, 0.2, 0.4), (3, 0.35, 0.25, 0.5), (4, None, None, None), (5, 0.6, 0.5, 0.7),
)  # fmt: skip
#: What tries to run or to fetch in a page, beyond the lines that try to become structure.
RUNNING = (
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "</text><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject>",
    '" onmouseover="alert(1)" x="',
    "'></svg><img src=x onerror=alert(1)>",
    "</title></style><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a> javascript:alert(1)",
    "<link rel=stylesheet href=https://a.example/x.css>",
    "<style>@import 'https://a.example/x.css'; body{background:url(https://a.example/b)}</style>",
    "<meta http-equiv=refresh content='0;url=https://a.example/'>",
    "<base href=https://a.example/>",
    "<form action=https://a.example/><button>x</button></form>",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }} {% include 'report.md.j2' %}",
    "<object data=https://a.example/x></object><embed src=https://a.example/x>",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u202e<script>\u202calert(1)</script>\x1b]8;;https://a.example\x07link\x1b]8;;\x07",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "x" * 3000,
)
