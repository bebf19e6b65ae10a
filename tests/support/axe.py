"""axe-core in the page a test looks at: every WCAG A and AA rule up to 2.2."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support.patience import loaded

AXE = Path(__file__).resolve().parent.parent / "data" / "axe" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """
async ([tags, within, without]) => {
  const part = { include: [[within || "html"]], exclude: without.map((one) => [one]) };
  const found = await axe.run(part, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
  });
  return found.violations.map((rule) => ({
    id: rule.id,
    help: rule.help,
    nodes: rule.nodes.map((node) => ({
      target: node.target.join(" "), html: node.html, why: node.failureSummary,
    })),
  }));
}
"""

# A message that is still fading in is measured at half its colour. A constructed sheet passes
# the strictest CSP, and a transition switched off jumps to its end.
HOLD_STILL = """
() => {
  if (window.heldStill) return;
  window.heldStill = new CSSStyleSheet();
  window.heldStill.replaceSync(
    "*, *::before, *::after { transition: none !important; animation: none !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.heldStill];
}
"""


@cache
def _source() -> str:
    return AXE.read_text()


def _in_words(rule: dict[str, Any]) -> str:
    places = [
        f"    {node['target']}: {node['html'][:160]}\n      {' '.join(node['why'].split())}"
        for node in rule["nodes"]
    ]
    return "\n".join([f"{rule['id']}: {rule['help']}", *places])


def run_axe(page: Page, within: str = "", without: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with the page as it stands, one readable text per rule broken.

    within: a CSS selector, when the rest of the page is not ours; without: selectors left out.

    A good page gives an empty list: `assert run_axe(page) == []`. The script is evaluated by the
    browser's debugger, so the page's own CSP needs no exception.
    """
    loaded(page)
    page.evaluate(HOLD_STILL)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_source())
    return [_in_words(rule) for rule in page.evaluate(RUN, [list(TAGS), within, list(without)])]
