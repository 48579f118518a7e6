//! The register of endpoints.

use super::{Assessment, ReadingError};
use super::{appearance, barrier, colour, elasticity, histology, imaging, mature, pigment, redness, risk, scars};
use crate::number::Real;

/// Which way an endpoint has to move to be an improvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Larger is better.
    Higher,
    /// Smaller is better.
    Lower,
    /// Neither: it explains, it does not grade.
    Neither,
}

/// What an endpoint is.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// Stable id in tables, such as `goodman-baron-count`.
    pub id: &'static str,
    /// Name as shown to people.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Direction of improvement.
    pub better: Better,
    /// Group that charts show together.
    pub group: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// Definition or evidence.
    pub source: &'static str,
}

/// An endpoint: its description and its law.
pub trait Measure {
    /// Description.
    const INFO: Info;
    /// How far two readings of the same skin differ, where it is read by people or instruments.
    const READING: Option<ReadingError> = None;
    /// Value for a skin on a day; `None` where the endpoint does not apply to the concern.
    fn value<R: Real>(assessment: &Assessment<'_, R>) -> Option<R>;
}

macro_rules! endpoints {
    ($($name:ident: $measure:path),* $(,)?) => {
        /// Every endpoint. Adding one is one `Measure` and one line here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Endpoint {
            $(#[doc = concat!("See `", stringify!($measure), "`.")] $name),*
        }

        impl Endpoint {
            /// All endpoints, in the order in which tables list them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Description.
            pub fn info(self) -> Info {
                match self { $(Self::$name => <$measure as Measure>::INFO),* }
            }

            /// How far two readings of the same skin differ; `None` for what is not read on a person.
            pub fn reading(self) -> Option<ReadingError> {
                match self { $(Self::$name => <$measure as Measure>::READING),* }
            }

            /// Value for a skin on a day; `None` where the endpoint does not apply.
            pub fn value<R: Real>(self, assessment: &Assessment<'_, R>) -> Option<R> {
                match self { $(Self::$name => <$measure as Measure>::value(assessment)),* }
            }
        }
    };
}

endpoints! {
    ScarDepthRolling: scars::RollingDepth,
    ScarDepthBoxcar: scars::BoxcarDepth,
    ScarDepthIcePick: scars::IcePickDepth,
    GoodmanBaronCount: scars::GoodmanBaronCount,
    GoodmanBaronGrade: scars::GoodmanBaronGrade,
    Ecca: scars::Ecca,
    VancouverScarScale: mature::VancouverScarScale,
    PosasObserver: mature::PosasObserver,
    StriaeAtrophy: appearance::StriaeAtrophy,
    StriaeRedness: appearance::StriaeRedness,
    StriaeScore: appearance::StriaeScore,
    Lemperle: appearance::Lemperle,
    FitzpatrickGoldman: appearance::FitzpatrickGoldman,
    Roughness: appearance::Roughness,
    RoughnessRz: appearance::RoughnessRz,
    PoreArea: appearance::PoreArea,
    ElasticityR2: elasticity::GrossElasticity,
    ElasticityR5: elasticity::NetElasticity,
    ElasticityR7: elasticity::BiologicalElasticity,
    SuctionStiffness: elasticity::SuctionStiffness,
    MelaninIndex: pigment::MelaninIndex,
    Masi: pigment::Masi,
    ModifiedMasi: pigment::ModifiedMasi,
    Lightness: colour::Lightness,
    ColourRedness: colour::Redness,
    ColourYellowness: colour::Yellowness,
    TypologyAngle: colour::TypologyAngle,
    ErythemaIndex: redness::ErythemaExcess,
    Perfusion: redness::Perfusion,
    LesionalRedness: redness::LesionalRedness,
    WaterLoss: barrier::WaterLoss,
    EpidermalThickness: histology::EpidermalThickness,
    Collagen: histology::Collagen,
    CollagenI: histology::CollagenI,
    CollagenIii: histology::CollagenIii,
    MatrixGain: histology::MatrixGain,
    ElastinTotal: histology::ElastinTotal,
    ElasticFibres: histology::ElasticFibres,
    Tropoelastin: histology::Tropoelastin,
    Hyaluronan: histology::Hyaluronan,
    VesselDensity: histology::VesselDensity,
    Fibroblasts: histology::Fibroblasts,
    Myofibroblasts: histology::Myofibroblasts,
    BarrierOpen: histology::BarrierOpen,
    DermalThickness: imaging::DermalThickness,
    EchoDensity: imaging::EchoDensity,
    OctAttenuation: imaging::OctAttenuation,
    OctFlow: redness::OctFlow,
    PigmentRisk: risk::PostInflammatoryPigment,
    InfectionRisk: risk::Infection,
}

impl Endpoint {
    /// The endpoint with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|endpoint| endpoint.info().id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_every_field_is_filled() {
        let mut ids = BTreeSet::new();
        for endpoint in Endpoint::ALL {
            let info = endpoint.info();
            assert!(ids.insert(info.id), "{} is registered twice", info.id);
            assert!(
                !info.name.is_empty() && !info.unit.is_empty() && !info.source.is_empty() && !info.group.is_empty()
            );
            assert!(info.meaning.ends_with('.'), "{}: a meaning is a sentence", info.id);
            if let Some(reading) = endpoint.reading() {
                assert!(
                    reading.range[0] <= reading.deviation() && reading.deviation() <= reading.range[1],
                    "{}",
                    info.id
                );
                assert!(!reading.source.is_empty());
            }
            assert_eq!(Endpoint::from_id(info.id), Some(*endpoint));
        }
    }
}
