//! Standard values, draws and look-up by name.

use super::{PARAMETERS, ParameterInfo, Parameters};
use crate::number::Real;

impl<R: Real> Parameters<R> {
    /// The standard values of the table.
    #[must_use]
    pub fn standard() -> Self {
        Self::from_array(core::array::from_fn(|place| R::constant(PARAMETERS[place].value)))
    }

    /// The same parameters on another number type; `convert` gets the place in the table and the value.
    #[must_use]
    pub fn map<S>(self, mut convert: impl FnMut(usize, R) -> S) -> Parameters<S> {
        let mut place = 0;
        Parameters::from_array(self.into_array().map(|value| {
            place += 1;
            convert(place - 1, value)
        }))
    }
}

impl Parameters<f64> {
    /// These parameters displaced by a draw. `normal` gives a standard normal number for each parameter that has a
    /// spread; it is asked once per such parameter, in table order.
    ///
    /// ```
    /// use needlework::healing::Parameters;
    /// let standard = Parameters::standard();
    /// assert_eq!(standard.drawn(|_| 0.0), standard);
    /// let drawn = standard.drawn(|info| if info.symbol == "kA" { 1.0 } else { 0.0 });
    /// assert!((drawn.alarmin_decay / standard.alarmin_decay - 0.3_f64.exp()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn drawn(self, mut normal: impl FnMut(&ParameterInfo) -> f64) -> Self {
        self.map(|place, value| {
            let info = &PARAMETERS[place];
            if info.log_sd() == 0.0 { value } else { info.displaced(value, normal(info)) }
        })
    }

    /// The value of the parameter with this name or symbol.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        ParameterInfo::called(name).map(|(place, _)| self.into_array()[place])
    }

    /// These parameters with one replaced; nothing if there is none of this name or symbol.
    #[must_use]
    pub fn with(self, name: &str, value: f64) -> Option<Self> {
        let (place, _) = ParameterInfo::called(name)?;
        let mut values = self.into_array();
        values[place] = value;
        Some(Self::from_array(values))
    }
}
