//! Facts with attributes.

use crate::law::Expr as Kernel;
use crate::law::Type;
use crate::syntax::Applied;

use super::{Is, Lower, Lowered, Wanted};

impl Lower<'_> {
    /// A fact with its attributes. Of yes or no it may be written without them: whether it is so
    /// with any. The value of another is that with the attributes said.
    pub(super) fn fact(&mut self, of: &Applied) -> Lowered {
        let meant = self.meant(of, Wanted::Given)?;
        let (_, first) = *meant.first()?;
        let ty = self.law[first].ty;
        if ty == Type::Bool {
            let mut parts = Vec::new();
            for (when, input) in meant {
                let said = self.law.exprs.add(Kernel::In(input));
                parts.push(self.law.exprs.and(when.into_iter().chain([said])));
            }
            return Some((self.law.exprs.or(parts), ty));
        }
        if of.arguments.is_empty() {
            self.which(of, Is::Meant);
            return None;
        }
        // An attribute has one of its values: where it has none of the others, it has the last.
        let mut value = None;
        for (when, input) in meant.into_iter().rev() {
            let said = self.law.exprs.add(Kernel::In(input));
            value = Some(match (when, value) {
                (Some(when), Some(other)) => self.law.exprs.add(Kernel::If(when, said, other)),
                _ => said,
            });
        }
        Some((value?, ty))
    }
}
