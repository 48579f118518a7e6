//! Suction elasticity (Cutometer): the ratios R0 to R9 of one curve of deformation.
//!
//! Definitions of the instrument (Courage + Khazaka), as used by ryu-2008-cutometer-age and ohshima-2013-cutometer, whose
//! abstracts were read: Ue immediate deformation, Uv the viscous rest, Uf their sum, Ur immediate and Ua whole recovery.

/// One curve: suction for some seconds, then release.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuctionCurve {
    /// Immediate deformation Ue [mm].
    pub immediate: f64,
    /// Whole deformation Uf [mm].
    pub whole: f64,
    /// Immediate recovery Ur [mm].
    pub immediate_recovery: f64,
    /// Whole recovery Ua [mm].
    pub recovery: f64,
}

impl SuctionCurve {
    /// R0, whole deformation Uf [mm].
    pub fn r0(&self) -> f64 {
        self.whole
    }

    /// R2, gross elasticity Ua/Uf [-].
    ///
    /// ```
    /// use needlework::outcome::scales::suction::SuctionCurve;
    /// let curve = SuctionCurve { immediate: 0.30, whole: 0.40, immediate_recovery: 0.24, recovery: 0.34 };
    /// assert!((curve.r2() - 0.85).abs() < 1e-12);
    /// assert!((curve.r5() - 0.80).abs() < 1e-12);
    /// assert!((curve.r6() - 1.0 / 3.0).abs() < 1e-12);
    /// assert!((curve.r7() - 0.60).abs() < 1e-12);
    /// ```
    pub fn r2(&self) -> f64 {
        self.recovery / self.whole
    }

    /// R5, net elasticity Ur/Ue [-].
    pub fn r5(&self) -> f64 {
        self.immediate_recovery / self.immediate
    }

    /// R6, viscoelastic ratio Uv/Ue [-].
    pub fn r6(&self) -> f64 {
        (self.whole - self.immediate) / self.immediate
    }

    /// R7, biological elasticity Ur/Uf [-].
    pub fn r7(&self) -> f64 {
        self.immediate_recovery / self.whole
    }
}
