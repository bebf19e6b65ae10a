"""The demo's form comes in once, and freezes."""

import datetime
import json
from pathlib import Path

from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.reading import read_edition
from forms_builder.scales.services import import_scale

DATA = Path(__file__).resolve().parents[3] / "portal" / "bootstrap" / "data"


def test_import__the_demo_twice_is_the_demo_once(methodologist):
    data = json.loads((DATA / "questionnaire_demo.json").read_text())
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
    assert len(sheet.sections) == len(data["before"]) + 9 + len(data["after"])
    first = data["before"][0]
    assert [item["label"] for item in sheet.sections[0].items] == [
        item["label"] for item in first["items"]
    ]


def test_import__without_a_scale_asks_no_indicators(methodologist):
    data = json.loads((DATA / "questionnaire_demo.json").read_text())
    form = services.import_questionnaire(by=methodologist, data=data, scale=None)
    assert "indicator" not in [block.block_type for block in form.body]
    assert form.live
