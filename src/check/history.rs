//! What holds over time: three inputs for its time, and whether it holds on the day.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{
    Expr, ExprId, History, Input, InputId, InputKind, Law, Op, Phrases, Term, TermRole, Type, Value,
};
use crate::text::Span;

use super::context::{Checker, add_input};

impl Checker<'_> {
    /// Gives an input of yes or no its history, where it is declared `over time`.
    pub fn add_history(&mut self, of: InputId, over_time: Option<Span>) {
        let Some(span) = over_time else { return };
        if self.law[of].ty != Type::Bool {
            self.report(
                Diagnostic::new(Code::WrongKind, "only what is yes or no holds over time")
                    .at(span, "")
                    .help("a fact of another type has one value; make it one of type `bool`"),
            );
            return;
        }
        let name = self.law[of].name.clone();
        let no = Value::Bool(false);
        let ever = self.part(format!("{name} ever"), Type::Bool, Some(no));
        let first = Day::new(2000, 1, 1).map(Value::Day);
        let since = self.part(format!("{name} since"), Type::Date, first);
        let last = Some(Value::Day(Day::MAX));
        let through = self.part(format!("{name} through"), Type::Date, last);
        let Some(day) = self.law.day() else { return };
        let exprs = &mut self.law.exprs;
        let [ever_is, since_is, through_is, day] =
            [ever, since, through, day].map(|input| exprs.add(Expr::In(input)));
        let early = exprs.add(Expr::Op(Op::Less, vec![day, since_is]));
        let late = exprs.add(Expr::Op(Op::Less, vec![through_is, day]));
        let (begun, lasts) = (exprs.not(early), exprs.not(late));
        let life = exprs.and([ever_is, begun, lasts]);
        let history = History {
            ever,
            since,
            through,
            life,
        };
        self.law[of].history = Some(history);
        let none = self.add_term(Term {
            name: format!("time of {name}"),
            span: None,
            of: None,
            role: TermRole::Never(of),
            ty: Type::Date,
            phrases: Phrases::default(),
            otherwise: None,
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        let none = self.law.exprs.add(Expr::Call(none));
        let ever_is = holds_ever(&mut self.law, history);
        let borders = [(since, since_is, "start"), (through, through_is, "end")];
        let [start, end] = borders.map(|(day, is, which)| {
            let border = self.law.exprs.add(Expr::If(ever_is, is, none));
            self.add_term(Term {
                name: format!("{which} of {name}"),
                span: None,
                of: None,
                role: TermRole::Border(day),
                ty: Type::Date,
                phrases: Phrases::default(),
                otherwise: Some(border),
                rules: Vec::new(),
                grounds: Vec::new(),
            })
        });
        self.symbols.note_borders(of, start, end);
    }

    /// A part of a history. Its words are those of what it is part of.
    fn part(&mut self, name: String, ty: Type, usually: Option<Value>) -> InputId {
        let input = Input {
            name,
            span: None,
            kind: InputKind::Fact,
            ty,
            phrases: Phrases::default(),
            usually,
            history: None,
            places: 0,
            range: None,
        };
        add_input(&mut self.law, input)
    }
}

/// Whether something holds on any day at all: what would end before it begins never does.
pub fn holds_ever(law: &mut Law, history: History) -> ExprId {
    let exprs = &mut law.exprs;
    let [ever, since, through] = history.inputs().map(|input| exprs.add(Expr::In(input)));
    let backwards = exprs.add(Expr::Op(Op::Less, vec![through, since]));
    let forwards = exprs.not(backwards);
    exprs.and([ever, forwards])
}
