//! The law as it was known on a day: acts published later are not there yet, nor is what rests on
//! them.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Act, Dated, Imports, Item, ItemKind, Name, Parsed, Rule};
use crate::text::{FileId, Library, Span};

use super::substitutes::Substitutes;
use super::unknown::{Unknown, is_named};

/// The names of what is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The acts.
    pub acts: Vec<String>,
    /// The same by their titles, in quotation marks; by their names where they have none.
    pub titles: Vec<String>,
    /// Their rules and provisions, and whatever names these or the acts.
    pub names: Vec<String>,
    /// Cases that name any of it.
    pub cases: Vec<String>,
    /// Claims that do.
    pub claims: Vec<String>,
}

/// The files without the acts that were not known on a day, and without what names them. The
/// names of all that is left out are returned with it.
pub fn known_on(
    library: &Library,
    imports: &Imports,
    files: Vec<(FileId, Parsed)>,
    day: Day,
) -> (Vec<(FileId, Parsed)>, LeftOut) {
    let acts = files.iter().flat_map(|(_, parsed)| &parsed.items);
    let unknown: BTreeSet<String> = acts
        .filter_map(|item| match &item.kind {
            ItemKind::Act(act) => Some(act),
            _ => None,
        })
        .filter(|act| act.known_from().is_some_and(|from| from > day))
        .map(|act| imports.full(&act.name))
        .collect();
    if unknown.is_empty() {
        return (files, LeftOut::default());
    }
    let unknown = Unknown::with(imports, &files, unknown);
    let [after, special_to]: [BTreeMap<String, Vec<Name>>; 2] = [Order::After, Order::SpecialTo]
        .map(|order| {
            let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
            let acts = items.filter_map(|item| match &item.kind {
                ItemKind::Act(act) => Some((imports.full(&act.name), order.of(act).clone())),
                _ => None,
            });
            acts.filter(|(act, _)| unknown.names.contains(act))
                .collect()
        });
    let mut too_many = None;
    let [after, special_to] = [&after, &special_to].map(|named| {
        Substitutes::of(imports, &unknown.names, named).unwrap_or_else(|error| {
            too_many.get_or_insert(error);
            Substitutes::default()
        })
    });
    let mut filter = Filter {
        library,
        imports,
        after,
        special_to,
        unknown,
        told: LeftOut::default(),
        seen: BTreeSet::new(),
        too_many,
    };
    let files = files.into_iter().map(|(file, parsed)| {
        let items = filter.items(parsed.items);
        (file, Parsed { items, ..parsed })
    });
    let mut files: Vec<(FileId, Parsed)> = files.collect();
    if let (Some((_, first)), Some(too_many)) = (files.first_mut(), filter.too_many) {
        first.diagnostics.push(too_many);
    }
    (files, filter.told)
}

/// The orders of acts.
#[derive(Clone, Copy)]
enum Order {
    After,
    SpecialTo,
}

impl Order {
    fn of(self, act: &Act) -> &Vec<Name> {
        match self {
            Self::After => &act.after,
            Self::SpecialTo => &act.special_to,
        }
    }
}

struct Filter<'l> {
    library: &'l Library,
    imports: &'l Imports,
    /// What stands in the place of acts that are left out.
    after: Substitutes<'l>,
    special_to: Substitutes<'l>,
    unknown: Unknown,
    told: LeftOut,
    /// The names of what is told.
    seen: BTreeSet<String>,
    /// There are too many orders of acts.
    too_many: Option<Diagnostic>,
}

impl Filter<'_> {
    fn items(&mut self, items: Vec<Item>) -> Vec<Item> {
        items
            .into_iter()
            .filter_map(|item| self.item(item))
            .collect()
    }

    /// An item without what is not known; `None` where it is left out.
    fn item(&mut self, item: Item) -> Option<Item> {
        let Item { mut kind, span } = item;
        let gone = self.is_gone(span);
        match &mut kind {
            // What is in a provision is told though it goes itself.
            ItemKind::Provision(provision) => {
                let members = std::mem::take(&mut provision.members);
                provision.members = self.items(members);
                let act = provision.act.as_ref();
                if act.is_some_and(|act| self.is_unknown(act)) {
                    provision.act = None;
                }
            }
            _ if gone => {}
            ItemKind::Rule(rule) => self.rule(rule),
            ItemKind::Restate(restate) => self.rule(&mut restate.rule),
            ItemKind::Repeal(repeal) => self.keep_known(&mut repeal.names),
            ItemKind::Unmodelled { taints, .. } => self.keep_known(taints),
            ItemKind::Act(act) => {
                act.after = self.known_among(&act.after, Order::After);
                act.special_to = self.known_among(&act.special_to, Order::SpecialTo);
            }
            ItemKind::Parameter {
                name,
                values,
                until,
                ..
            } => {
                self.values(name, values);
                if until.as_ref().is_some_and(|day| self.is_gone(day.span)) {
                    *until = None;
                }
            }
            _ => {}
        }
        if gone {
            self.leave_out(&kind);
            return None;
        }
        Some(Item { kind, span })
    }

    /// Leaves out values of a parameter, and tells them.
    fn values(&mut self, name: &Name, values: &mut Vec<Dated>) {
        let (gone, left): (Vec<_>, Vec<_>) = std::mem::take(values)
            .into_iter()
            .partition(|value| self.is_gone(value.span));
        *values = left;
        for value in gone {
            let day = self.library.slice(value.from.span);
            let day: Vec<&str> = day.split_whitespace().collect();
            let value = format!("{} from {}", self.imports.full(name), day.join(" "));
            self.told.names.push(value);
        }
    }

    fn rule(&self, rule: &mut Rule) {
        for names in [&mut rule.lifts, &mut rule.despite, &mut rule.subject_to] {
            self.keep_known(names);
        }
    }

    fn keep_known(&self, names: &mut Vec<Name>) {
        names.retain(|name| !self.is_unknown(name));
    }

    /// The acts that an act names for an order: in the place of one that is left out those stand that
    /// it names itself, so that the order of the others stays.
    fn known_among(&mut self, named: &[Name], order: Order) -> Vec<Name> {
        let substitutes = match order {
            Order::After => &mut self.after,
            Order::SpecialTo => &mut self.special_to,
        };
        match substitutes.in_the_place_of(self.imports, &self.unknown.names, named) {
            Ok(found) => found.into_iter().cloned().collect(),
            Err(too_many) => {
                self.too_many.get_or_insert(too_many);
                Vec::new()
            }
        }
    }

    fn is_gone(&self, span: Span) -> bool {
        self.unknown.places.contains(&span)
    }

    fn is_unknown(&self, name: &Name) -> bool {
        self.unknown.names.contains(self.imports.key(name))
    }

    fn leave_out(&mut self, kind: &ItemKind) {
        let Some(name) = kind.name() else {
            return;
        };
        let told = match kind {
            ItemKind::Case { .. } => &mut self.told.cases,
            ItemKind::Prove { .. } => &mut self.told.claims,
            ItemKind::Act(_) => &mut self.told.acts,
            _ => &mut self.told.names,
        };
        match is_named(kind) {
            true => {
                let name = self.imports.full(name);
                if !self.seen.insert(name.clone()) {
                    return;
                }
                told.push(name.clone());
                if let ItemKind::Act(act) = kind {
                    let title: Vec<&str> = act.title.text.split_whitespace().collect();
                    self.told.titles.push(match title.as_slice() {
                        [] => name,
                        title => format!("“{}”", title.join(" ")),
                    });
                }
            }
            false => told.push(name.text.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    /// What is left of the items of a file on 1 January 2025, by name, and what is left out.
    fn known(text: &str) -> (Vec<String>, LeftOut) {
        let mut library = Library::new();
        let file = library.add("law.kzrule".to_owned(), text.to_owned());
        let files = vec![(file, parse(file, library.text(file)))];
        let day = "2025-01-01".parse().unwrap();
        let (files, left_out) = known_on(&library, &Imports::default(), files, day);
        let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
        let names = items.filter_map(|item| item.kind.name());
        (names.map(|name| name.text.clone()).collect(), left_out)
    }

    const ACTS: &str = "act old \"Old\" { published 2024-06-01 in force 2025-06-01 }
        act new \"New\" { adopted 2024-12-01 published 2025-02-01 in force 2024-01-01 }
        act undated \"Undated\" { in force 2026-01-01 }
        term t : int \"number\" ask \"Which?\" otherwise 0\n";

    #[test]
    fn an_act_is_known_from_its_publication_whenever_it_is_in_force() {
        let (names, left_out) = known(ACTS);
        assert_eq!(names, ["old", "undated", "t"]);
        assert_eq!(left_out.acts, ["new"]);
        assert_eq!(left_out.titles, ["“New”"]);
    }

    #[test]
    fn what_names_the_unknown_is_left_out_with_it() {
        let (names, left_out) = known(&format!(
            "{ACTS}
            rule one in new {{ assumed \"x\" then t = 1 }}
            rule two lifts one in old {{ assumed \"x\" }}
            rule three despite one, four in old {{ assumed \"x\" then t = 3 }}
            rule four in old {{ assumed \"x\" then t = 4 }}
            provision five \"Five\" in new {{ assumed \"x\" rule six {{ then t = 6 }} }}
            define seven \"seven\" no \"not seven\" = day < commencement of new
            define eight \"eight\" no \"not eight\" = seven
            case nine {{ on 2025-01-01 expect t = 1 by one }}
            case ten {{ on 2025-01-01 expect t = 4 }}
            prove eleven {{ claim eight }}"
        ));
        assert_eq!(names, ["old", "undated", "t", "three", "four", "ten"]);
        let left: BTreeSet<&str> = left_out.names.iter().map(String::as_str).collect();
        let expected = ["one", "two", "five", "six", "seven", "eight"];
        assert_eq!(left, expected.into_iter().collect());
        assert_eq!(left_out.cases, ["nine"]);
        assert_eq!(left_out.claims, ["eleven"]);
    }

    #[test]
    fn what_stands_in_a_provision_of_unknown_days_is_left_out() {
        let (names, left_out) = known(&format!(
            "{ACTS}
            provision one \"One\" in old {{ assumed \"x\" until commencement of new
                rule two {{ then t = 2 }}
                provision three \"Three\" in undated {{ rule four in old {{ then t = 4 }} }}
            }}
            rule five lifts four in old {{ assumed \"x\" }}
            restate rule two in undated {{ assumed \"x\" then t = 6 }}
            rule six lifts two, seven in old {{ assumed \"x\" }}
            rule seven in old {{ assumed \"x\" then t = 7 }}"
        ));
        assert_eq!(names, ["old", "undated", "t", "six", "seven"]);
        let left: BTreeSet<&str> = left_out.names.iter().map(String::as_str).collect();
        let expected = ["one", "two", "three", "four", "five"];
        assert_eq!(left, expected.into_iter().collect());
    }

    #[test]
    fn the_order_of_acts_reaches_through_the_unknown() {
        let mut library = Library::new();
        let text = "act a \"A\" {} act b \"B\" after a {}
            act c \"C\" after b { published 2025-02-01 }
            act d \"D\" after c { published 2025-02-01 }
            act e \"E\" after d, a {}";
        let file = library.add("law.kzrule".to_owned(), text.to_owned());
        let files = vec![(file, parse(file, text))];
        let day = "2025-01-01".parse().unwrap();
        let (files, _) = known_on(&library, &Imports::default(), files, day);
        let items = files.iter().flat_map(|(_, parsed)| &parsed.items);
        let after = items.map(|item| match &item.kind {
            ItemKind::Act(act) => act.after.iter().map(|one| one.text.clone()).collect(),
            _ => Vec::new(),
        });
        // The fifth comes after the second, of which no act that is known tells any more.
        assert_eq!(
            after.collect::<Vec<_>>(),
            [vec![], vec!["a"], vec!["b", "a"]]
        );
    }

    #[test]
    fn amendments_by_the_unknown_are_left_out() {
        let text = format!(
            "{ACTS}
            rule one in old {{ assumed \"x\" then t = 1 }}
            restate rule one in new {{ assumed \"x\" then t = 2 }}
            repeal one in new {{ assumed \"x\" }}"
        );
        let mut library = Library::new();
        let file = library.add("law.kzrule".to_owned(), text);
        let files = vec![(file, parse(file, library.text(file)))];
        let day = "2025-01-01".parse().unwrap();
        let (files, _) = known_on(&library, &Imports::default(), files, day);
        let mut items = files.iter().flat_map(|(_, parsed)| &parsed.items);
        assert!(!items.any(|item| matches!(item.kind, ItemKind::Restate(_) | ItemKind::Repeal(_))));
    }
}
