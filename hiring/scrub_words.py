"""Words that `hiring.scrub_patterns` has to know. Pure."""

COMMON = frozenset(
    "abel amber angel april art august autumn baker bean bell berry bill bishop black bloom blue bond book booker "
    "bridge brook brooks brown buck burn burns bush butcher carol carpenter carter chance chase christian church "
    "clay cliff cook cooper crisp cross dale daisy data dawn day dean deep drew duke earl early east eve faith fall "
    "field fields fisher ford forest fox frank franc gene given glen god gold good grace grant gray green grey guy "
    "hall hand hardy harmony hart hazel heather hill holly hope hunt hunter iris ivy jack jade jasmine jay jean jet "
    "joy june just keen key king lance land lane large laurel law lily little long love major man march marina mark "
    "marsh mason max may melody mercy miles mill miller min model moon moore moss nice noble norm north olive page "
    "park parker pat patience pearl penny pepper peace pierce pine pitch pole pool poole price pride prince rand "
    "range ray reed rich river rob rock rod rose rosemary ruby rush sage sample sand sandy saunders savage scale "
    "score sharp shaw short silver singer sky small smith snow son song south spring star stark steel stone storm "
    "stone strong summer sun sunny swift taylor temple test thorn trace train true tucker turner van victor violet "
    "walker wall ward water waters wave way webb weeks weight wells west white will wills winter wise wolf wood "
    "woods worth young".split()
)
"""Words of texts that are names as well: as names they are known by their capital."""
PARTICLES = frozenset(
    "al an and av bin da das de del della den der des di do dos du e el et for fur für het i ibn in la las le les "
    "lo los mac of op og te ten ter the und van vom von y zu zum zur".split()
)
INSTITUTIONS = frozenset(
    "university universitat universität universite université universidad universidade universita università "
    "universitet universiteit college school academy institute institut instituto polytechnic politecnico ecole "
    "école faculty hospital clinic klinikum bank group labs lab laboratory laboratories gmbh ag inc ltd llc plc ab "
    "as oy sa se bv corporation company foundation agency ministry department society association council center "
    "centre".split()
)
ROLES = frozenset(
    "analyst assistant associate bachelor ceo consultant cto data developer diploma director doctor doctoral "
    "engineer engineering evening founder freelance head intensive intern lead lecturer manager master nurse "
    "officer own postdoc process professor programmer research researcher scientist self-employed senior shift "
    "software soil student teacher technician trainee tutor".split()
)
GENERIC = frozenset(
    "bsc msc ba ma phd dphil meng beng mba mphil md mres dr prof hons diploma bachelor master degree course minor "
    "major applied artificial biology business chemistry chemical civil clinical cognitive computational computer "
    "computing data economics electrical electronics engineer engineering environmental general geography "
    "information informatics ingenieur ingénieur intelligence language learning linguistics machine management "
    "mathematics mechanical medical medicine national nursing physics psychology science sciences signal social "
    "software statistics systems technology keras pytorch tensorflow scikit-learn pandas numpy python java docker "
    "kubernetes airflow spark hugging face spacy label studio qgis ai ml nlp api sql aws gcp azure gw mw kw since "
    "until now".split()
)
"""Subjects, degrees and tools: they stand in a background and name nobody."""
PAGES = frozenset(
    "about blog contact cv de en home index me news notes papers people portfolio posts profile projects publications "
    "research resume talks team work".split()
)
"""Parts of a site that name nobody."""
NOWHERE = frozenset("remote anywhere europe eu worldwide online hybrid earth home nowhere global".split())
