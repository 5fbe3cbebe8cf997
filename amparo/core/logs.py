"""Logs as JSON lines: time, level, logger, code words. Never names, bodies or query strings."""

import logging

from pythonjsonlogger.json import JsonFormatter

KEPT = ("status_code", "route", "duration_ms", "command", "job", "part")


class Plain(logging.Filter):
    """Replace a message by its template: arguments may hold what people typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.msg, record.args = str(record.msg), ()
        if record.exc_info and record.exc_info[0]:
            # The kind of error and where, never its message: it may quote a person.
            record.error = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            if trace:
                record.where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
            record.exc_info, record.exc_text = None, None
        return True


class Lines(JsonFormatter):
    """Only the listed keys leave the process."""

    def process_log_record(self, log_record: dict) -> dict:
        keep = ("asctime", "levelname", "name", "message", "error", "where", *KEPT)
        return {key: log_record[key] for key in keep if log_record.get(key) is not None}
