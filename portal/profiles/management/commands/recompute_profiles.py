"""Shows that stored results follow from their stored inputs, byte for byte."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.profiles.gather import read_inputs
from portal.profiles.keep import result_text
from portal.profiles.models import Profile
from portal.scoring.results import RULE_VERSION


class Command(BaseCommand):
    help = "Пересчитывает результаты из сохранённых ответов и сверяет байт в байт; не пишет ничего."

    def handle(self, *args: Any, **options: Any) -> None:
        profiles = Profile.objects.select_related("edition").order_by("pk")
        same, different = 0, []
        for profile in profiles.filter(rule_version=RULE_VERSION).iterator(chunk_size=100):
            again = result_text(read_inputs(profile.edition, profile.inputs).score())
            if again == profile.result:
                same += 1
            else:
                different.append(str(profile.uid))
        older = profiles.exclude(rule_version=RULE_VERSION).count()
        self.stdout.write(
            _("Пересчитано: %(same)s, совпали байт в байт. По прежним правилам: %(older)s.")
            % {"same": same, "older": older}
        )
        if different:
            raise CommandError(_("Не совпали: %(uids)s") % {"uids": ", ".join(different)})
