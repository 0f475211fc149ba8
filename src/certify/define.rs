//! Yes-or-no defines as a whole.
//!
//! Who is an adult may hang on several dates and readings. A tree need not go into them where it
//! is enough that everybody is an adult or is not.

use crate::law::{TermId, Type};

use super::context::Context;
use super::support::Part;
use super::{Atom, Evaluator, Outcome};

impl Evaluator<'_, '_> {
    /// What a define comes to by its parts, with nothing bound.
    pub(crate) fn by_parts(&mut self, define: TermId) -> Outcome {
        let (nothing, part) = (Context::OUTERMOST, Part::Term(define));
        self.once(nothing, part, |this| this.term(nothing, define))
    }

    /// The outcome of a term as found by its parts, or as decided on the path where the parts
    /// leave it open: then everybody of the path has the outcome decided.
    ///
    /// Only a define that cannot fail can be decided: then it is true or false of everybody. In a
    /// context with bindings that it reads it may come to something else.
    pub(super) fn as_decided(&mut self, context: Context, id: TermId, found: Outcome) -> Outcome {
        let term = &self.ground.law[id];
        let is_open = !found.fails && found.can_be_true() && found.can_be_false();
        if !is_open || !term.is_define() || term.ty != Type::Bool || context != Context::OUTERMOST {
            return found;
        }
        if let Some(truth) = self.path.define(id) {
            return Outcome::truth(truth);
        }
        // What hangs on one thing alone is decided by that.
        if self.ground.atoms(found.why).count() < 2 {
            return found;
        }
        let whole = self.ground.reasons.one(Atom::Define(id));
        let why = self.ground.reasons.join(whole, found.why);
        Outcome { why, ..found }
    }
}
