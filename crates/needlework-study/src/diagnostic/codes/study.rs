//! NW03xx: what a study means.

use super::codes;

codes! {
    error BAD_SHORTHAND "NW0301" "the line of sessions cannot be read"
"Sessions in one line are written as

    sessions = \"5 sessions every 30 days\"
    sessions = \"3 sessions, 6 weeks apart\"
    sessions = \"6 weekly sessions\"
    maintenance = \"1 session every 6 months for 3 years\"

The message says where reading stopped. Anything that does not fit into one line is written as [[protocol.event]]."

    error TWO_FORMS "NW0302" "the same thing is said in two ways"
"Two keys or tables say the same thing, and they could disagree: sessions in one line beside [[protocol.event]] sessions,
site beside [[skin.zone]], passes beside density, an id beside a kind. Keep the one you mean.

Peels and lasers in [[protocol.event]] may stand beside sessions in one line."

    error NO_EVENTS "NW0303" "the protocol is empty"
"A study needs at least one session, peel or laser.

    [protocol]
    sessions = \"4 sessions every 30 days\""

    error BAD_INTERVAL "NW0304" "the time between sessions is zero"
"Sessions that follow each other without any time between them are one session. Give the time from one session to the next,
or raise the passes in [technique]."

    error AFTER_HORIZON "NW0305" "something lies after the end of the simulated time"
"The day lies beyond the horizon of [output], so it would never be reached. Set a longer horizon (at most 5 years), or drop the
event or the snapshot."

    error TOO_MANY_EVENTS "NW0306" "the protocol has too many events"
"A protocol may have at most 2,000 events, which is more than one a day for five years."

    error DAYS_OUT_OF_ORDER "NW0307" "the events are not in the order of their days"
"Events are written in the order in which they happen, so that a day that was mistyped is noticed. Two events on one day are
allowed; they happen in the order written."

    error DEVICE_RANGE "NW0308" "the device cannot do that"
"The depth or frequency asked for is outside the settings of the device. `needlework library show device ID` prints them.

Another range can be given in [device] as depth_min, depth_max, frequency_min and frequency_max if the device at hand differs
from the library entry."

    error KEY_DOES_NOT_APPLY "NW0309" "the key means nothing here"
"The key is known, but it belongs to another kind of device, event, path or concern: a roller has no depth setting (its
needles have a length), a peel has no technique, a melasma has no scars. It is refused rather than ignored, since a
study that ran without it would not be the one that was meant."

    error UNKNOWN_ZONE "NW0310" "there is no such zone"
"An event names a zone that [skin] does not have. Zones are called by their name, or by the id of their site where they have
no name of their own."

    error SAME_NAME "NW0311" "two zones have the same name"
"Zones are told apart by their names in tables and charts. Give one of them another name, or leave it out if it was written
twice by mistake."

    error TOPICAL_DAYS "NW0312" "the topical stops before it starts"
"A topical acts from the day start up to the day stop. Without start it acts from day 0, without stop to the end of the
simulated time."

    error SHARES "NW0313" "the shares do not add up"
"The shares of rolling, boxcar and ice-pick scars are parts of one whole and must add up to 1. Changing one of them means
changing another."

    error MODEL_LIMIT "NW0314" "the value lies outside what the model is written for"
"The value, together with the others, leads to a number that the model refuses, such as a drum without width or a layer
that is too thin. The message names the number and its range."

    error DOSE "NW0315" "the dose or strength has no usable unit"
"A dose is how much of the product is put on per use, a strength how much of the active is in the product. Both carry their unit:

    dose = \"2 mg/cm2\"        # product per area
    dose = \"2 uL/cm2\"        # the same by volume
    dose = \"0.5 ml\"          # on all treated skin together; also in mg
    strength = \"3 %\"         # by weight
    strength = \"30 mg/ml\"

A bare number is refused: 3 could be per cent or a share, milligrams or microlitres."

    error NO_SESSION "NW0316" "there is no session for the product"
"A product that is used before, during or after a session needs a needling session in [protocol]. A product that is used at home does
not: when = \"home\"."

    error DEEP_PEEL "NW0317" "the peel is deeper than the model knows"
"Strength, time, pH and coats together go beyond twice a medium dose: through the papillary dermis, where no epidermis is left
that heals from within the area. Deep peels (phenol, strong trichloroacetic acid over whole areas) are not modelled.

    [[peel]]
    product = \"tca-35\"
    strength = \"90 %\"          # refused

Strong acid that is pressed into single scars is another thing: `product = \"tca-100-cross\"`."

    error PATCH_TOO_LARGE "NW0318" "the patch does not fit into memory"
"A patch keeps about 0.44 kB for each voxel: three copies of the levels of 29 species. 4 mm wide and 2.5 mm deep at 40 um are 620,000
voxels (0.27 GB), at 25 um 2.6 million (1.1 GB). The message says how many voxels the study asks for and
what they take, and what the limit is: 64 million voxels, or what the machine has free when the run starts.

    [space]
    tier = \"patch\"
    width = \"4 mm\"
    resolution = \"40 um\"

A smaller width gives the same tissue as long as many channels fit into it: thirty or more are not ruled by chance. Voxels of twice the edge are an eighth as many."

    warning THROUGH_SKIN "NW0351" "the needles go through the skin"
"Half of the needles or more are driven further than epidermis and dermis are thick at this site, even after the 0.3 mm or so by
which skin gives way before it is pierced. They reach the fat and larger vessels. The simulation stops channels at the bottom
of the dermis, so the study runs. Thin sites such as the eyelids are usually treated with shorter needles."

    warning BEYOND_CLEARANCE "NW0352" "the depth is beyond what the regulator evaluated"
"The device can be set to this depth, but the depth that was evaluated for its clearance is smaller. Evidence for safety at
the larger depth comes from elsewhere, if there is any."

    warning OFF_LABEL "NW0353" "the use is not covered by a clearance of the device"
"No clearance of the device covers this site, this concern, this age and this phototype together. Many published trials are off label too; the
warning says so, it does not judge. Devices without any known clearance are not reported here."

    warning SHORT_INTERVAL "NW0354" "sessions follow each other too closely"
"Sessions that reach the dermis follow each other in less than a week, the shortest interval of the published trials.
New wounds are then made before the old ones have closed, which the model has not been compared with any data for."

    warning TWO_PEELS "NW0355" "a peel follows a peel too closely"
"Two peels are put on the same skin on one day, or within the shortest interval of the trials. A peel on skin that has lost its
horny layer goes deeper; the simulation does that, with a gain that nobody measured.

The rules are data: `needlework library show guidance spacing-combinations` prints each with its source, and an entry of the
same name in your own library takes their place."

    warning OPEN_SKIN_LASER "NW0356" "a laser is used over open or irritated skin"
"The skin was treated so shortly before that it may still be open, sore or red. Labels name open or irritated skin as a reason
not to treat, and no trial in the library did it. The simulation runs: the columns are the same, and both injuries heal
together.

The rules are data: `needlework library show guidance spacing-combinations` prints each with its source."

    warning UNHEALED_NEEDLING "NW0357" "skin is needled before it has healed"
"A peel that opened the epidermis, a laser or radiofrequency came so shortly before that the skin may not have healed. Trials
alternate such treatments with needling at two weeks or more.

The rules are data: `needlework library show guidance spacing-combinations` prints each with its source."

    warning OPEN_SKIN_PEEL "NW0358" "a peel is put on open or irritated skin"
"The skin was needled or treated with heat so shortly before that acid goes deeper than meant. Trials put light peels on the day
of needling and stronger ones two to three weeks later.

The rules are data: `needlework library show guidance spacing-combinations` prints each with its source."

    warning PHOTOTYPE_LIMIT "NW0359" "the phototype is beyond those on which it was used"
"The library says on which phototypes a peel, a laser or radiofrequency needles were used, and who says so. Beyond them the
risk of pigmentation is known less, and usually greater. The simulation runs; its pigment risk for such cases has not been
compared with any data."

    warning CONDITION "NW0360" "guidance names a condition of the person"
"A condition given in [skin] as `conditions`, or isotretinoin given in [history], is one that guidance in the library names. It
is one fact, wherever it is given. The warning repeats what the source says and how strong it is; it does not judge, and nothing
in the simulation changes.

    needlework library show guidance contraindications-label"

    warning SHALLOW_GRID "NW0361" "the grid ends above the tips"
"[space] sets a depth that is less than the needles, laser columns or heated zones of the protocol reach. What lies below the grid is
cut off: its wounds are missing from the tissue in space and from what that is compared with. Without `depth` the grid is as
deep as the channels need.

    [space]
    tier = \"unit-cell\"
    depth = \"3 mm\""

    warning HERPES_WITHOUT_ANTIVIRAL "NW0370" "herpes in the history and no antiviral"
"Needling can wake a herpes of the lips: 1 of 49 and 3 of about 32 needled patients of unknown history had a recurrence.
Experts give an oral antiviral for about a week where there is a history (minutilli-2024); its effect was not measured after
needling. The report lists the chance with its band."

    warning KELOID_TENDENCY "NW0372" "a tendency to keloids"
"Experts and labels call a tendency to keloids a contraindication. The simulation has no calibrated risk of raised scars, so
nothing in the results speaks of it."

    warning ACTIVE_ACNE "NW0373" "active acne in the treated area"
"Experts call active acne or inflammation in the treated area a contraindication (minutilli-2024). The simulation starts from
calm skin; the report only raises the chance of a flare."
}
