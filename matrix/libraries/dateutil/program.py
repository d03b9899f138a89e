import datetime

from dateutil.parser import parse
from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, rrule
from show import raised, show

show("parsed", parse("29 Feb 2024 12:30"), parse("03/04/2024", dayfirst=True))
show("moved", datetime.datetime(2024, 1, 31) + relativedelta(months=1), relativedelta(hours=25).days)
show("days", list(rrule(DAILY, count=2, dtstart=datetime.datetime(2024, 2, 28))))
show("no date", raised(lambda: parse("no date")).split(":")[0])
