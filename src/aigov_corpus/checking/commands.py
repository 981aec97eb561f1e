"""English commands, which state a duty without a word for it: "Keep to the right" for 应当靠右."""

from __future__ import annotations

import re

_VERBS = (
    "accept act add adhere adjust aim allow answer apply approach arrange ask attach avoid bake "
    "bear beat begin behave believe beware boil bow bring build bury buy call care carry charge "
    "check choose chop clean clear click climb close collect combine come compare complete comply "
    "confirm connect consider consult contact continue cook cool cover create cross cut dedicate "
    "delete deliver deny describe detach determine dial disable discard disconnect dispose divide "
    "download drain draw drink drive drop dry eat enable end endure enjoy ensure enter establish "
    "exalt examine exercise expect explain fear feed fight fill find finish fix flog fold follow "
    "forget forgive free fry fulfil fulfill garnish get give glorify go grant guard guide handle "
    "heat help hold honor honour hope identify ignore include increase indicate inform inquire "
    "insert inspect install invite invoke join judge keep kill kneel know lash lay lead learn "
    "leave let listen live load lock look love lower make marinate mark marry match measure "
    "mention mind mix monitor move note notice obey observe offer open order pass pay peel "
    "perform pick place plug pour practice practise praise pray preheat prepare present preserve "
    "press prevent print proceed protect prove provide pull purify push put raise reach read "
    "recall recite record reduce reflect refrain refuse regard register reject release rely "
    "remain remember remind remove repeat repent replace report request resist resolve respect "
    "respond rest restart retain return review rinse rise rotate run save say scan scroll see "
    "seek select send separate serve set shake share show shut sign sit slaughter sleep slice "
    "soak speak specify spend spread sprinkle stand start state stay steam stir stop store strive "
    "struggle study submit supply support surrender swipe take talk tap teach tell thank think "
    "throw tighten touch train treat trust try turn type understand unplug unscrew update upgrade "
    "uphold use verify view visit wait walk warn wash watch wear wipe withdraw withhold witness "
    "work worship write yield"
)
"""Verbs that a command may begin with, and that seldom begin a sentence as nouns."""
COMMAND = re.compile(
    r"(?:^|[.;:!?–—]\s+|\s-\s|,\s+(?=so\s|then\s)|[\"“‘'(\[])\W*(?:(?:\w+\.|\d+\.?)\s+)?"
    r"(?:(?:if|when|where\w*|who\w*|once|after|before|in\s+case|unless|until|as|since|while|should|o)\b"
    r"[^.;:!?]{3,200},\s+(?!always))?"
    r"(?:(?:and|so|but|then|or|rather|indeed|therefore|always|first|next|now|please|just|also|either)"
    rf"[,\s]+){{0,2}}(?:do\s+not|don['’]t|never|let|be|{_VERBS.replace(' ', '|')})"
    r"(?!\s+(?:is|are|was|were|has|have|had|will|of)\b)(?=[\s,])",
    re.IGNORECASE,
)
"""Pattern for a sentence, or what follows its condition, that begins with a verb: a command."""
