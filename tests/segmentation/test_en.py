"""English sentences: one table row a rule; `|` stands where a sentence ends."""

from __future__ import annotations

import pytest

from aigov_corpus.segmentation import segment

CASES = {
    "full stops, questions, exclamations": "We propose a plan. |Do all agree? |They do!",
    "titles": "Mr. Wang met Dr. Li and Gen. Zhou. |They talked.",
    "initials": "J. K. Rowling met D.O. Hebb and James J. Gibson. |They talked.",
    "U.S. before a name": "The U.S. Senate and the U.N. Charter matter. |So do we.",
    "U.S. at the end": "He moved to the U.S. The president stayed.".replace("U.S. ", "U.S. |"),
    "company names": "Amazon Inc. has bought Gear Corp. and Apple Co. Ltd. for money. |It grew.",
    "e.g. and i.e.": "Some tools, e.g. Python, work, i.e. They run. |Good.",
    "vs. and cf.": "It is China vs. Japan, cf. Smith. |Good.",
    "No. with a number": "See No. 5 and Nos. 6 and 7. |It is Document No. A/78. |Good.",
    "no as a word": "Did he agree? |No. |He said no. |Then he left.",
    "references": "See Art. 5, para. 2, Fig. 3, Sec. IV, pp. 3-5 and vol. 2. |Good.",
    "art as a word": "It dominated art. |A thread links both. |We like art. |Then we left.",
    "p.m. in mid-sentence": "It began at 5 p.m. on Monday and at 6 p.m. Beijing time. |Good.",
    "p.m. at the end": "It began at 5 p.m. |Li left.",
    "etc.": "We need rice, oil, etc. |Food is scarce, etc., as well. |Good.",
    "et al.": "Smith et al. 1999 and Wang et al. found it. |Good.",
    "months": "Born on Jan. 12, 1964, and Dec. 3. |Good.",
    "degrees": "She has a Ph.D. in law and lives in Washington D.C. with him. |Good.",
    "units": "It used 7.8 million sq. ft. of paper and 150 lbs. of glue. |Good.",
    "decimals": "It grew by 3.5 percent to $1.2 trillion. |In 1999. |12 people came.",
    "version numbers": "We use Python 3.11.7. |It works.",
    "closing quotation mark": "He said, “We work for people.” |The meeting ended.",
    "straight quotation marks": 'He said, "We work." |"So do I." |It ended.',
    "single quotation marks": "'We work.' |'So do I.' |It's the dogs' owners. |It ended.",
    "quotation of several sentences": "“We came. |We saw. |We left.” |It ended.",
    "question and reporting clause": "“Why did you come?” he asked. |“No!” cried the man. |It is.",
    "reporting clause with a name": "“Why did you come?” Wang asked. |“No!” Mr. Li said. |It is.",
    "question, then a new sentence": "“Why did you come?” |The man said nothing. |It ended.",
    "a detached closing mark": 'He said, "We work. " |It ended.',
    "brackets": "It grew (see p. 4. and Fig. 2) fast. |(He left. Then he came.) |Good.",
    "a bracketed sentence of its own": "It grew. |(It always does.) |Good.",
    "a bracketed question": "It (or is it?) grew. |Good.",
    "ellipsis goes on": "Another question... how long? |It ... never ended. |It … never ended.",
    "ellipsis ends": "And so it went on... |The end came.",
    "spaced ellipsis": "He waited . . . and waited. |I... I can't.",
    "exclamation in a name": "The Yahoo! site and Sugar Busters! by some men. |Good.",
    "runs of marks": "Really?! |Yes!!! |Good.",
    "numbered headings": "1. Jointly Seize the Opportunities",
    "numbering in a paragraph": "1. Aims. |(1) General. |(a) Special. |I. Rules. |IV. Ends.",
    "numbered articles": "Article 3. The state protects rights. |Article 4. All are equal.",
    "nested numbering": "1.2. What are rays? |1.3 Aims",
    "chapter": "Chapter II. Of Imagination",
    "bullets": "• We act. |• We help. |- We stay.",
    "bullets in a line": "Aims: |• growth |• safety |• peace",
    "URL": "See https://www.gov.cn/a.htm?id=1. |Write to a.b@c.org. |Good.",
    "names with dots": "Amazon.com and Node.js sell. |Good.",
    "a missing blank": "It fosters growth.Another thing matters. |Good.".replace(
        "growth.", "growth.|"
    ),
    "semicolons go on": "It grew; it fell; it ended. |Good.",
    "brand in lower case": "It pays. |eBay grew. |iPhones sell.",
    "unknown abbreviation": "The govt. of the day fell. |Good.",
    "capital letter in front of numbers": "COVID-19. |5G came.",
    "note numbers": "It is known.[12] |It is new.",
    "raised digits of notes": "It is known.² |“It is new.”³ |It is 5 m². |Good.",
    "raised note numbers": "It is known.12 |“It is new.”3 |See fig.1 and Sec.2 of 3.12. |Good.",
    "reporting clause with I": "“Why did you come?” I asked. |“No!” |I left.",
    "CJK stop": "He said 你好。|It ended.",
    "trailing marks": "It ended. ***",
    "only marks": "...",
    "vitamin": "We need vitamin C. |The end is near.",
    "items in a line": "1.) Open the door. |2.) Close it. |3.) Go home.",
    "items without stops": "1) Open the door |2) Close it |3) Go home",
    "items with letters": "a. Ripe apples |b. green pears |c. Plums",
    "items behind bullets": "⁃4. Ripe apples |⁃5. Green pears",
    "Roman items": "i. Develop AI |ii. Keep it safe. |iii. Share it.",
    "items behind a colon": "Do this: |1. Open it. |2. Close it.",
    "numbered parts of a sentence": "We want (1) growth, (2) safety and (3) peace. |They hold.",
    "items that begin alike": "1.) The first item |2.) The second item",
    "a number that is no item": "1. In 1990 the number was 2. |In 1991 it was 3.",
    "a time in front of a clause": "At 5 a.m. Ms. Lee came. |She slept, and at 6 p.m. Li did.",
    "a time at the end of a clause": "She left at 6 p.m. |Ms. Lee stayed.",
    "numbers with No.": "It is No. 7. |Look for N°. 12.3. |It is there.",
    "a name with &": "She runs Com. & Adm. in town. |Good.",
    "coordinates": "It lies at 30.5° N, 114.3° E. |Wuhan is there. |At 58'56\"W. |Li came.",
    "a source behind a quotation": "“It works [...]” (Lee 55). |“It works.” (Lee 55) |It does.",
    "words left out": "“He came. […] |He met […] Wang.” |Good.",
    "dots apart": "It was . . . well . . . I forgot. |It was hard. . . . |The end came. . . .",
    "a bracket in lower case": "How are you. |[test] Fine.",
    "the pronoun I": "We make a team, she and I. |Wang knows Albert I. Jones.",
    "a name with !": "Yahoo! Japan grew. |I like Yahoo! |The firm does too.",
    "possessive": "The U.S.A.'s plan works. |Her Ph.D. thesis is long.",
    "non-breaking blank": "It ended.\u00a0|It began.",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rule(case: str) -> None:
    """Sentences end where the bars stand."""
    assert segment(case.replace("|", ""), "en") == [
        part.strip() for part in case.split("|") if part.strip()
    ]
