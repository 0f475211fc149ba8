use crate::calendar::Day;
use crate::law::{ExprId, InputId, Law, Value};

/// What inputs are bound to.
pub type Bindings = Vec<(InputId, ExprId)>;

/// What is compared: one law under these bindings and under those.
#[derive(Debug, Clone)]
pub struct Sides {
    /// What binds an expression to its meaning on the first side.
    pub before: Bindings,
    /// To that on the second.
    pub after: Bindings,
    /// The day near which examples are looked for.
    pub near: Option<Day>,
}

impl Sides {
    /// The law of two days.
    pub fn of_days(law: &mut Law, from: Day, to: Day) -> Self {
        let clock = law.law_day();
        let mut by = |day| {
            let day = law.exprs.lit(Value::Day(day));
            clock.map(|clock| (clock, day)).into_iter().collect()
        };
        Self {
            before: by(from),
            after: by(to),
            near: Some(to),
        }
    }
}
