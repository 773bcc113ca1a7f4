"""The program's own log: what went wrong and when, for whoever has to help. No names, numbers, addresses or
passwords go in.
"""

from bdc_desk.log.files import LOUD, end_log, log_to
from bdc_desk.log.hard_crash import CrashWatch
from bdc_desk.log.masking import mask
from bdc_desk.log.traces import masked_trace, trace_key
from bdc_desk.log.unsaid import without

__all__ = ["LOUD", "CrashWatch", "end_log", "log_to", "mask", "masked_trace", "trace_key", "without"]
