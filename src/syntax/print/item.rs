use super::super::{Item, ItemKind};
use super::Printer;
use super::declaration::{Segment, lasting, with_params};
use super::define::{Define, of_element};

impl Printer<'_> {
    /// An item, or a member of a provision.
    pub fn item(&mut self, item: &Item, indent: usize) {
        let end = item.span.end as usize;
        match &item.kind {
            ItemKind::Canon(canon) => self.canon(canon, end),
            ItemKind::Import(files) => self.import(files),
            ItemKind::Source(source) => self.source(source, end),
            ItemKind::NotEncoded { ground, because } => self.not_encoded(ground, because),
            ItemKind::Unmodelled {
                name,
                ground,
                because,
                taints,
            } => self.unmodelled(name, ground, because, taints),
            ItemKind::Intended {
                finding,
                names,
                because,
            } => self.intended(*finding, names, because),
            ItemKind::Act(act) => self.act(act, end),
            ItemKind::Reading {
                name,
                question,
                given,
                choices,
            } => self.reading(name, question, given.as_ref(), choices, end),
            ItemKind::Enum { name, values } => self.enumeration(name, values, end),
            ItemKind::Fact {
                name,
                params,
                ty,
                measure,
                phrases,
                over_time,
                usually,
            } => {
                let (about, _) = with_params("fact", name, params);
                let measure = self.measure(measure.as_ref());
                let about = format!("{about} : {}{measure}", ty.text);
                let mut behind = lasting(*over_time);
                if let Some(usually) = usually {
                    behind.push(Segment::Expr("usually", usually));
                }
                self.declaration(about, ty, phrases, behind);
            }
            ItemKind::Currency {
                name,
                phrases,
                minor,
            } => {
                let about = format!("currency {}", name.text);
                let mut behind = Vec::new();
                if let Some((places, span)) = minor {
                    let places = format!("minor {places}");
                    behind.push(Segment::Text(places, span.end as usize));
                }
                self.declaration(about, name, phrases, behind);
            }
            ItemKind::Holding {
                name,
                params,
                phrases,
                over_time,
            } => {
                let (about, last) = with_params("holding", name, params);
                self.declaration(about, last, phrases, lasting(*over_time));
            }
            ItemKind::Record {
                name,
                phrases,
                fields,
            } => self.record(name, phrases, fields, end),
            ItemKind::List {
                name,
                record,
                phrases,
                most,
            } => {
                let about = format!("list {} : {}", name.text, record.text);
                let mut behind = Vec::new();
                if let Some((most, span)) = most {
                    behind.push(Segment::Number("up to", *most, span.end as usize));
                }
                self.declaration(about, record, phrases, behind);
            }
            ItemKind::Term {
                name,
                of,
                ty,
                phrases,
                leads_to,
                otherwise,
            } => {
                let about = format!(
                    "term {}{} : {}",
                    name.text,
                    of_element(of.as_ref()),
                    ty.text
                );
                let mut behind = Vec::new();
                if let Some(last) = leads_to.last() {
                    let steps: Vec<&str> = leads_to.iter().map(|name| name.text.as_str()).collect();
                    let text = format!("leads to {}", steps.join(", "));
                    behind.push(Segment::Text(text, last.span.end as usize));
                }
                if let Some(otherwise) = otherwise {
                    behind.push(Segment::Expr("otherwise", otherwise));
                }
                self.declaration(about, ty, phrases, behind);
            }
            ItemKind::Parameter {
                name,
                ty,
                phrases,
                values,
                until,
            } => {
                self.parameter(name, ty, phrases);
                self.dated_values(values, until.as_ref());
                self.close(0, end);
            }
            ItemKind::Procedure {
                name,
                params,
                phrases,
                bearer,
                grants,
                open,
            } => {
                let bearer = bearer.as_ref();
                self.procedure(name, params, phrases, bearer, grants, (*open, end));
            }
            ItemKind::Event {
                name,
                params,
                phrases,
            } => {
                let (about, last) = with_params("event", name, params);
                self.declaration(about, last, phrases, Vec::new());
            }
            ItemKind::Define {
                name,
                of,
                phrases,
                expr,
                grounds,
            } => self.define(&Define {
                keyword: "define",
                name,
                of: of.as_ref(),
                phrases,
                expr,
                grounds,
            }),
            ItemKind::Assume {
                name,
                heading,
                expr,
            } => self.assume(name, heading.as_ref(), expr),
            ItemKind::Provision(provision) => self.provision(provision, indent, end),
            ItemKind::Rule(rule) => self.rule(rule, indent, end),
            ItemKind::Restate(restate) => self.restate(restate, end),
            ItemKind::Repeal(repeal) => self.repeal(repeal, end),
            ItemKind::Move(moved) => self.moved_day(moved, end),
            ItemKind::Case {
                name,
                heading,
                grounds,
                on,
                under,
                given,
                closed,
                step,
                expect,
            } => {
                self.heading("case", name, heading.as_ref());
                self.grounds(grounds);
                self.case_day(*on);
                if let Some(under) = under {
                    self.clause(super::line::STEP, "under ", under);
                }
                self.given(given, *closed);
                if let Some(step) = step {
                    self.step(step);
                }
                for expectation in expect {
                    self.expectation(expectation);
                }
                self.close(0, end);
            }
            ItemKind::Prove {
                name,
                heading,
                grounds,
                under,
                for_whom,
                from,
                until,
                claim,
                expected,
            } => {
                self.heading("prove", name, heading.as_ref());
                self.grounds(grounds);
                let clauses = [
                    ("under", under.as_ref()),
                    ("for", for_whom.as_ref()),
                    ("from", from.as_ref()),
                    ("until", until.as_ref()),
                ];
                self.claim_clauses(&clauses);
                self.claimed(claim);
                self.expected(expected);
                self.close(0, end);
            }
        }
    }
}
