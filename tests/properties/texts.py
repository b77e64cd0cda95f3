"""Texts that names, filters and searches must survive: Nordic letters, accents in both forms, signs, other scripts."""

from hypothesis import strategies as st

NORDIC = list("åÅäÄæÆøØöÖ")
PLAIN = list("aAbeEnoOsyYzZ")
FOREIGN = list("éÉüÜıİIłŁńŻşŞğçßþÞðđŋœñÿŸ")
SIGNS = [*list("%_\\'\"-.,&@/()+*|{}~0129"), "\xa0", "’", "\t"]
DECOMPOSED = ["a\u030a", "A\u0308", "o\u0308", "e\u0301", "u\u0308", "s\u0327", "\u0301", "q\u0303"]
OTHER = ["😀", "👩\u200d💻", "Ж", "ж", "Σ", "ς", "中", "\u00ad", "\u212b"]

pieces = st.sampled_from(PLAIN + NORDIC) | st.sampled_from(
    [*PLAIN, *NORDIC, " ", *FOREIGN, *SIGNS, *DECOMPOSED, *OTHER]
)
texts = st.lists(pieces, max_size=7).map("".join)
names = texts.filter(lambda text: text.strip() != "")
