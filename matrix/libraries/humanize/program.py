import datetime

import humanize
from show import show

show("numbers", humanize.intcomma(1234567), humanize.intword(12_300_000), humanize.ordinal(3))
show("sizes", humanize.naturalsize(3_000_000), humanize.naturalsize(2048, binary=True))
show("time", humanize.naturaldelta(datetime.timedelta(hours=2)), humanize.precisedelta(datetime.timedelta(seconds=3633)))
