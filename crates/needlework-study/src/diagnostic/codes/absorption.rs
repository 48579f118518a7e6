//! NW07xx: what a reader must know about a product before using a result.

use super::codes;

codes! {
    warning NOTHING_APPLIED "NW0701" "nothing is applied"
"The dose of the product or the strength of the active in it is zero, so every amount, flux and effect is zero. The study
runs, because a product without its active is a fair control."

    warning OUTSIDE_ESTIMATES "NW0702" "the active lies outside the estimates"
"Permeability of intact stratum corneum was not measured for this active, and the estimates were made for small molecules: up to
750 g/mol, log Kow from -3 to 6. Larger or more polar ones go through water-filled pores and channels only. Amounts through
channels rest on the diffusivity in water and tissue and are more certain than the gain over intact skin."

    warning ESTIMATED_PERMEABILITY "NW0703" "the permeability is an estimate"
"No measured permeability of this active was found. The estimate of Wang, Kasting and Nitsche with a path through pores was
tested on compounds that were not used to set it: its error is a factor of 8 one time in three, as large as that of its peers.

A measured value goes into the library entry:

    [measured]
    permeability_cm_h = { value = 2e-4, range = [5e-5, 1e-3], source = \"my-measurement-2026\" }"

    warning ABOVE_SOLUBILITY "NW0704" "the product holds more than dissolves"
"Only dissolved active drives absorption; what is undissolved is a reserve. A higher strength then lasts longer and does not go
in faster. The solubility of the library entry is that in water at the usual pH; a salt or another solvent can hold more."

    warning CHARGED "NW0705" "the active is charged in the product"
"Less than one in a hundred molecules is neutral at this pH, and ions do not enter the lipids of the stratum corneum. What is
delivered goes through pores and channels. Vitamin C is the known case: its products need a pH below 3.5."

    warning SHALLOW_CHANNELS "NW0706" "the channels do not cross the barrier"
"The skin gives way before it is pierced, and the channels that are left end within the stratum corneum. They are left out."

    warning WASHED_OFF_EARLY "NW0707" "the product is gone before the needling"
"Every use of the product ends before the skin is needled, so the channels deliver none of it. That is right for an anaesthetic
cream that is wiped off, and a mistake for a serum that should be needled in."

    warning LARGE_MOLECULE "NW0708" "the active is a large molecule"
"Diffusivities of proteins and sugar chains in human skin were measured by few, and the methods differ tenfold. The band shows
that spread; the middle alone says little."

    warning LITTLE_KNOWN "NW0709" "little is known of the active"
"The library entry is marked as unknown: neither its dose, nor its diffusivity, nor its effect was measured. The result shows what
the model would do with such a particle."

    warning NEGATIVE_EVIDENCE "NW0710" "a study speaks against delivery"
"A trial or a measurement found less than the model computes, or nothing at all. It is shown with every result, so that nobody has
to look for it: growth factors of platelet-rich plasma were not delivered by plain needling, and a roller of 0.2 mm helped
lidocaine only from half an hour on."

    warning OUTFLOW "NW0711" "outflow and a drying film hold the active back"
"Blood and interstitial fluid leave fresh channels, for minutes and for hours, and carry back what diffuses in. A small molecule
hardly notices; a growth factor hardly gets in while they flow. Most of a thin product lies between the channels, and it dries to
a gel before a large molecule has come to one. The share that is kept out is computed by running the same product stirred and
without that fluid. No study measured the flow from needle channels: its speed is that of interstitial fluid, its duration that
of the water loss of needled skin, both with wide limits, which the bands contain."
}
