"""Documents on paper."""

from tests.benchmarks.harness import Row, bench
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside


@bench
def report_pdf(stage: Stage) -> Row:
    """A demo kindergarten's report from its tree: glyphs checked, laid out, drawn under limits.

    Reference: xhtml2pdf alone, given the finished HTML, in a fresh child as well.
    """
    with stage.server(("load_demo",)) as server:
        measured = run_inside(server, "tests.benchmarks.inside.report_pdf")
    return Row("report_pdf", measured["value"], measured["n"], measured["reference"])
