"""Counts and changes that the minutes report: "from 71 incidents last year to 131", "up by 13%", "45 compared with 60".

Two numbers make a figure only where the words say that they count one thing in two periods. Sums of money, days, times
and the years that periods name are blanked out first, so that what is left to pair are counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.money import find_sums
from wapentake.reading.moments import find_moments
from wapentake.reading.outline import Outline
from wapentake.reading.periods import Period, find_periods
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.record import Figure
from wapentake.reading.sentences import Sentence, split_block
from wapentake.reading.spans import locate

_CUE = re.compile(
    r"\b(?:from|up|down|by|against|compared|higher|lower|fewer|versus)\s+(?:by\s+|with\s+|to\s+)?\d|\d\s?%|\bper ?cent\b"
    r"|\b(?:last|previous|same)\s+(?:year|quarter|month|period|summer|winter|spring|autumn|week)|\b(?:ago|year before)\b"
    r"|\bcompared\b|\bchanged\b|\d\D{3,60}\d{4}\D{1,40}\d",
    re.IGNORECASE,
)
_BLANK, _PERIOD = "\ue001", "\ue000"
_N = rf"(?<![\w.,:/{_BLANK}-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?![\d/:{_BLANK}]|\.\d)(?:\s?%| per ?cent\b)?"
_WORDS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBER = re.compile(rf"{_N}|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_UP, _DOWN, _MOVED = any_of("figures", "rose"), any_of("figures", "fell"), any_of("figures", "moved")
_VERB = re.compile(
    rf"(?P<verb>\b(?:(?:has|have|had|was|were|is|are)\s+)?(?:(?:also|again|slightly|sharply|now|then|since)\s+)?"
    rf"(?P<way>{_UP}|{_DOWN}|{_MOVED}))\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(rf"\bfrom\s+(?P<one>{_N})(?P<mid>[^.;\d{_BLANK}]{{0,70}}?)\s+to\s+(?P<two>{_N})")
_TO_FROM = re.compile(rf"\bto\s+(?P<two>{_N})(?P<mid>[^.;\d{_BLANK}]{{0,50}}?),?\s+from\s+(?P<one>{_N})")
_UP_FROM = re.compile(rf"\b(?P<way>up|down)\s+from\s+(?P<one>{_N})", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\((?P<one>{_N})\s+(?:and|to|v|vs|against)\s+(?P<two>{_N})\)")
_LINK = re.compile(
    rf"(?:,?\s+and\s+|[,;]\s+|\s+)?(?:as\s+)?(?:(?:and|against|compared (?:with|to)|versus|vs|whereas|while|but)\b|[;(])"
    rf"[\s,]*(?:(?:with|to|in|it was|the|a|an)\s+|{_PERIOD}+,?\s*(?:'s operation\s+)?(?:it was\s+|there were\s+)?)*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b(?P<way>up|down)\s+(?:by\s+)?(?P<share>{_N})|\b(?:{_UP}|{_DOWN})\s+(?:by\s+)?(?P<by>{_N})(?:\s+to\s+(?P<now>{_N}))?"
    rf"|\b(?:increase|decrease|rise|fall|drop|reduction|growth)\s+of\s+(?P<of>{_N})"
    rf"|(?P<more>{_N})\s+(?:higher|lower|more|fewer|increase|decrease|rise|fall|reduction|drop|up|down)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|would|could|may|might|should|shall|be|propos\w+|to)\s*$", re.IGNORECASE)
_BREAK = re.compile(r"[,;:()]\s*|\b(?:that|why|whether|how|when|while|and|which)\s+")
_AFTER_STOP = re.compile(rf"[,;:.()\n{_PERIOD}{_BLANK}]|\b(?:was|were|is|are|has|have|had|against|compared|and|which|who|that|to|from)\b")
_NOUN_END = re.compile(r"\s+(?:recorded|reported|received|made|listed|in|of|for|at|on|by)$")
_LEADING = re.compile(r"^(?:the number of|there (?:were|are|was|is|had been)|a total of|overall|in all|the|it was reported)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:has|have|had|was|were|is|are|stood at|stands at|stood|stands|also|shown to be|of|at)$", re.IGNORECASE)
_NO_SUBJECT = frozenset({"it", "this", "these", "they", "that", "which", "who", "he", "she", "there", "", "of which"})
_BLOCKED = frozenset(load_phrases("figures")["not_counts"])
_PLAIN = frozenset(load_phrases("figures")["plain_nouns"])
_LAST_WORD = re.compile(r"([\w%]+)\W*$")
