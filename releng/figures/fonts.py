"""Makes the fonts that figures are exported with: a part of Liberation Sans 2.1 (SIL Open Font License 1.1), under another name
as the licence asks for. Needs fonttools (Debian: python3-fonttools) and the fonts (Debian: fonts-liberation2).

    python3 fonts.py FOLDER_OF_LIBERATION FOLDER
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin with accents, Greek, Cyrillic, punctuation, super- and subscripts, currency, arrows, mathematics
CHARACTERS = [(0x20, 0x7e), (0xa0, 0x17f), (0x370, 0x3ff), (0x400, 0x45f), (0x2010, 0x2027), (0x2030, 0x203a),
              (0x2070, 0x209c), (0x20ac, 0x20ac), (0x2122, 0x2122), (0x2190, 0x2195), (0x2202, 0x2265), (0x25a0, 0x25cf)]
NAME = 'Lamina Sans'


def make(source, target, style):
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ['GSUB', 'GPOS', 'GDEF', 'kern', 'FFTM', 'DSIG', 'meta']
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in CHARACTERS for c in range(first, last + 1)])
    subsetter.subset(font)
    full = NAME if style == 'Regular' else NAME + ' ' + style
    for record in font['name'].names:
        new = {1: NAME, 2: style, 3: full, 4: full, 6: full.replace(' ', '-')}.get(record.nameID)
        if new:
            record.string = new
    font.save(target)


if __name__ == '__main__':
    for style in ('Regular', 'Bold'):
        make(pathlib.Path(sys.argv[1], 'LiberationSans-%s.ttf' % style),
             pathlib.Path(sys.argv[2], 'LaminaSans-%s.ttf' % style), style)
