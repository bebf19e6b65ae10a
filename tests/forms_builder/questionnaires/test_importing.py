"""The demo's form comes in once, and freezes."""

import datetime
import json
from pathlib import Path

import pytest

from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.transfer_in import body_of
from forms_builder.scales.services import import_scale

DATA = Path(__file__).resolve().parents[3] / "portal" / "bootstrap" / "data"


def test_import__the_demo_twice_is_the_demo_once(methodologist):
    data = json.loads((DATA / "instruments/14_on_site.json").read_text())
    scale = import_scale(by=methodologist, data=json.loads((DATA / "scale_demo.json").read_text()))
    form = services.import_questionnaire(by=methodologist, data=data, scale=scale)
    again = services.import_questionnaire(by=methodologist, data=data, scale=scale)
    assert again == form
    assert Questionnaire.objects.count() == 1
    edition = services.freeze_edition(
        by=methodologist, questionnaire=form, valid_from=datetime.date(2020, 9, 1)
    )
    sheet = read_edition(edition)
    kinds = [item["type"] for item in sheet.items]
    assert kinds.count("indicator") == 78
    first, *_indicators, last = data["sections"]
    assert len(sheet.sections) == 9 + 2
    for section, written in ((sheet.sections[0], first), (sheet.sections[-1], last)):
        assert section.title == written["title"]
        assert [item["label"] for item in section.items] == [
            item["label"] for item in written["items"]
        ]


@pytest.mark.parametrize(
    "path", sorted((DATA / "instruments").glob("*.json")), ids=lambda p: p.stem
)
def test_import__every_ready_instrument_reads(db, path):
    data = json.loads(path.read_text())
    assert body_of(data) == body_of(data)
