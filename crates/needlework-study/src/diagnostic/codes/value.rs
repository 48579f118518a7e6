//! NW01xx: keys, types and values.

use super::codes;

codes! {
    error UNKNOWN_KEY "NW0101" "the key is not known here"
"A key that nothing reads is refused rather than ignored, because it is usually a misspelling, and a study that silently
ran without it would answer another question.

    [skin]
    phototyp = \"IV\"     # wrong: the key is called phototype

The message lists the nearest key, or all keys of the table. `needlework schema` prints everything that may be written."

    error MISSING_KEY "NW0102" "a key that is needed is missing"
"Most keys have a default; this one has none, since no value would suit every study. Add it to the table that is marked."

    error WRONG_TYPE "NW0103" "the value has the wrong type"
"The key wants another type of value: a string in quotes, a number, true or false, a list in square brackets, or a table.

    sessions = \"5\"       # wrong: a number is written without quotes
    sessions = 5         # right

    length = 1.5         # wrong: a quantity carries its unit, in quotes
    length = \"1.5 mm\"    # right"

    error NOT_A_CHOICE "NW0104" "the value is not one of the choices"
"The key takes one of a fixed set of words. The message lists them, with the nearest one first if there is one."

    error BAD_QUANTITY "NW0105" "the value is not a quantity of the kind that is needed"
"A quantity is a number and a unit in one string: `\"1.5 mm\"`, `\"4 weeks\"`, `\"100 Hz\"`, `\"250 /cm2\"`, `\"40 %\"`.

Units may be multiplied and divided and have powers: `\"10 s/cm2\"`, `\"2 mg/cm^2\"`, `\"6 N/mm\"`. Decimals have a point.

Known units: nm um mm cm m; ms s min h d week month year; Hz kHz rpm; pg ng ug mg g kg; ul ml l; mol; Da kDa; N mN;
Pa kPa MPa GPa; J mJ; W mW; deg rad; %.

A month is 30.4375 days (a twelfth of 365.25 days), a year 365.25 days. Write days where the calendar matters."

    error OUT_OF_RANGE "NW0106" "the value is outside the range that is allowed"
"The number is readable but lies outside what is physically possible or what the model has been built for. The message
gives the range."

    error TOO_MANY_ITEMS "NW0107" "the list or text is too long"
"Lists and texts have a limit, which the message gives, so that a faulty or hostile file cannot use up the memory."

    error UNREADABLE "NW0108" "the file's structure cannot be read"
"The values are each in order, but together they do not form what is expected here. The message says where reading
stopped."
}
