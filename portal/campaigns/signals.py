"""What happens to schedules and agreements, for the rooms above.

schedule_approved(schedule, by) · schedule_withdrawn(schedule, by) · agreement_moved(agreement, by)
"""

from django.dispatch import Signal

schedule_approved = Signal()
schedule_withdrawn = Signal()
agreement_moved = Signal()
