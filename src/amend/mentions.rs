//! The names in items that stand for something declared in a corpus, by place.

use std::collections::BTreeMap;

use crate::syntax::{ExprKind, Found, Imports, ItemKind, Name, NewLaw, Parsed, visit};
use crate::text::{FileId, Span};

use super::choices::Choices;

/// What stretches of rule files name.
pub struct Mentions {
    by_place: BTreeMap<(FileId, u32), Mention>,
}

/// A name in a stretch of a rule file.
pub struct Mention {
    /// The name by which everybody knows what it stands for.
    pub key: String,
    /// It is the name of an act whose day or law is asked for, or of a rule without which something
    /// would be. Elsewhere a name counts if it stands for a value.
    pub named: bool,
}

impl Mentions {
    /// Those of some files.
    pub fn of(imports: &Imports, files: &[(FileId, Parsed)]) -> Self {
        let choices = Choices::of(imports, files);
        let mut mentions = Self {
            by_place: BTreeMap::new(),
        };
        for item in files.iter().flat_map(|(_, parsed)| &parsed.items) {
            if let ItemKind::Prove { claim, .. } = &item.kind
                && let Some(NewLaw::Act(act)) = claim.new_law()
            {
                mentions.note(imports, act, true);
            }
            visit(item, &mut |found| match found {
                Found::Expr(expr) => {
                    if let ExprKind::ActDay(_, name) | ExprKind::Without(_, name) = &expr.kind {
                        mentions.note(imports, name, true);
                    }
                }
                Found::Name(name) if !choices.has(name) => mentions.note(imports, name, false),
                Found::Name(_) | Found::Ground(_) | Found::Value(..) | Found::Field(..) => {}
            });
        }
        mentions
    }

    /// Those in a stretch, in its order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let end = span.end.max(span.start);
        let found = self
            .by_place
            .range((span.file, span.start)..(span.file, end));
        found.map(|(_, mention)| mention)
    }

    fn note(&mut self, imports: &Imports, name: &Name, named: bool) {
        let place = (name.span.file, name.span.start);
        let mention = self.by_place.entry(place).or_insert_with(|| Mention {
            key: imports.key(name).to_owned(),
            named,
        });
        mention.named |= named;
    }
}
