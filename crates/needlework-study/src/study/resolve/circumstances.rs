//! History and aftercare, and what of it asks for a second look.

use needlework::outcome::tolerability::{Circumstances, Hygiene, Isotretinoin, Sun};

use super::{Origin, Resolver};
use crate::diagnostic::{Code, codes};
use crate::document::Located;
use crate::study::file::{HistorySection, HygieneWord, IsotretinoinWord, OneOrMany, StudyFile, SunWord};

/// Names of the drug in the guidance.
const CURRENT: &str = "isotretinoin-current";
const RECENT: &str = "isotretinoin-recent";

/// The history with what is given as a condition of the person: one fact, wherever it is told.
fn told(file: &StudyFile) -> HistorySection {
    let mut history = file.history.clone().unwrap_or_default();
    let conditions = file.skin.value.conditions.iter().flat_map(OneOrMany::list);
    for Located { value, span } in conditions {
        let yes = Located { span: span.clone(), value: true };
        let drug = |value| Located { span: span.clone(), value };
        match value.as_str() {
            CURRENT => _ = history.isotretinoin.get_or_insert(drug(IsotretinoinWord::Current)),
            RECENT => _ = history.isotretinoin.get_or_insert(drug(IsotretinoinWord::Recent)),
            "herpes-history" => _ = history.herpes.get_or_insert(yes),
            "keloid-tendency" => _ = history.keloid_tendency.get_or_insert(yes),
            "active-acne" => _ = history.active_acne.get_or_insert(yes),
            _ => {}
        }
    }
    history
}

/// Every condition of the person that guidance may name, each once: those of `[skin]`, and isotretinoin of `[history]`.
pub(super) fn conditions_of(file: &StudyFile) -> Vec<Located<String>> {
    let mut all: Vec<Located<String>> = file.skin.value.conditions.iter().flat_map(OneOrMany::list).cloned().collect();
    let drug = file.history.as_ref().and_then(|history| history.isotretinoin.as_ref());
    if let Some(Located { value, span }) = drug {
        let name = match value {
            IsotretinoinWord::None => None,
            IsotretinoinWord::Recent => Some(RECENT),
            IsotretinoinWord::Current => Some(CURRENT),
        };
        let new = name.filter(|name| all.iter().all(|known| known.value != *name));
        all.extend(new.map(|name| Located { span: span.clone(), value: name.to_owned() }));
    }
    all
}

impl Resolver<'_> {
    pub(super) fn circumstances(&mut self, file: &StudyFile, face: bool) -> Circumstances {
        let usual = Circumstances::default();
        let history = told(file);
        let care = file.aftercare.clone().unwrap_or_default();
        let yes_no = |yes: &bool| if *yes { "yes".to_owned() } else { "no".to_owned() };
        let word = |debug: String| debug.to_lowercase();
        let no = || (false, Origin::default("not in the history"));
        // What is not asked of this site is not shown: herpes and acne belong to the face.
        let asked = |r: &mut Self, name: &str, given: &Option<Located<bool>>| {
            if face || given.is_some() { r.choose("history", name, given.as_ref(), yes_no, no) } else { false }
        };
        let herpes = asked(self, "herpes before", &history.herpes);
        let antiviral = asked(self, "antiviral round sessions", &history.antiviral);
        let active_acne = asked(self, "active acne", &history.active_acne);
        let keloid_tendency =
            self.choose("history", "tendency to keloids", history.keloid_tendency.as_ref(), yes_no, no);
        let isotretinoin = self.choose(
            "history",
            "isotretinoin",
            history.isotretinoin.as_ref(),
            |w| word(format!("{w:?}")),
            || (IsotretinoinWord::None, Origin::default("not in the last six months")),
        );
        let sun = self.choose(
            "aftercare",
            "sun",
            care.sun.as_ref(),
            |w| word(format!("{w:?}")),
            || (SunWord::Moderate, Origin::default("between the seasons")),
        );
        let sunscreen = self.choose("aftercare", "sunscreen", care.sunscreen.as_ref(), yes_no, || {
            (usual.sunscreen, Origin::default("prescribed in every trial"))
        });
        let make_up_after =
            care.make_up_after.as_ref().map(|day| Located { span: day.span.clone(), value: day.value.days() });
        let make_up_after = self.choose(
            "aftercare",
            "make-up after",
            make_up_after.as_ref(),
            |days| format!("{days} days"),
            || (usual.make_up_after, Origin::default("the day after")),
        );
        let hygiene = self.choose(
            "aftercare",
            "needles",
            care.hygiene.as_ref(),
            |w| word(format!("{w:?}")),
            || (HygieneWord::Sterile, Origin::default("sterile, single use")),
        );
        // What is given as a condition gets the words of the guidance instead.
        let history = file.history.clone().unwrap_or_default();
        if herpes && !antiviral {
            self.second_look(
                codes::HERPES_WITHOUT_ANTIVIRAL,
                history.herpes.as_ref(),
                "a history of herpes, and no antiviral round the sessions",
                "experts give an oral antiviral for about a week (minutilli-2024); set antiviral = true if it is given",
            );
        }
        if keloid_tendency {
            self.second_look(
                codes::KELOID_TENDENCY,
                history.keloid_tendency.as_ref(),
                "a tendency to keloids",
                "experts and labels call it a contraindication; the risk of a raised scar is not simulated",
            );
        }
        if active_acne {
            self.second_look(
                codes::ACTIVE_ACNE,
                history.active_acne.as_ref(),
                "active acne in the treated area",
                "experts treat it first (minutilli-2024)",
            );
        }
        Circumstances {
            herpes,
            antiviral,
            active_acne,
            keloid_tendency,
            isotretinoin: match isotretinoin {
                IsotretinoinWord::None => Isotretinoin::None,
                IsotretinoinWord::Recent => Isotretinoin::Recent,
                IsotretinoinWord::Current => Isotretinoin::Current,
            },
            sun: match sun {
                SunWord::Low => Sun::Low,
                SunWord::Moderate => Sun::Moderate,
                SunWord::High => Sun::High,
            },
            sunscreen,
            make_up_after,
            hygiene: match hygiene {
                HygieneWord::Sterile => Hygiene::Sterile,
                HygieneWord::Unsterile => Hygiene::Unsterile,
                HygieneWord::Shared => Hygiene::Shared,
            },
        }
    }

    fn second_look<T>(&mut self, code: &'static Code, given: Option<&Located<T>>, message: &str, remedy: &str) {
        let Some(given) = given else { return };
        let fault = self.at(code, &given.span, message);
        self.faults.push(fault.remedy(remedy));
    }
}
