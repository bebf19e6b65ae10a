"""What a methodologist may do in the CMS; the portal gives it to those appointed so.

Nobody gets «delete»: what may stand in an edition is retired.
"""

_ACTIONS = {
    "scales.scale": ("add", "change", "view"),
    "scales.indicator": ("add", "change", "view", "publish", "lock", "unlock"),
    "questionnaires.questionnaire": ("add", "change", "view", "publish", "lock", "unlock"),
    "questionnaires.choicelist": ("add", "change", "view"),
    "questionnaires.edition": ("view",),
}
GROUP_PERMISSIONS = (
    "wagtailadmin.access_admin",
    *(
        f"{app}.{action}_{name}"
        for (app, name), actions in ((key.split("."), row) for key, row in _ACTIONS.items())
        for action in actions
    ),
)
