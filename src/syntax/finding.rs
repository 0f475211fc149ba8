/// What an audit finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// A term without a value.
    Gap,
    /// Two rules that contradict one another.
    Conflict,
    /// A rule that applies to nobody; a condition or an exception that changes nothing.
    Idle,
    /// A duty that cannot be fulfilled.
    Duty,
    /// A holding that is caught in a circle.
    DeadEnd,
    /// A sanction that leads back to what it punishes.
    Sanction,
    /// Words on a bound, and a comparison that puts the bound on the other side.
    Boundary,
}

impl FindingKind {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Conflict => "conflict",
            Self::Idle => "idle",
            Self::Duty => "duty",
            Self::DeadEnd => "dead end",
            Self::Sanction => "sanction",
            Self::Boundary => "boundary",
        }
    }
}
