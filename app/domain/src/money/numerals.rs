//! Numbers as people write and say them: `1200`, `1.2万`, `3千5`, 一千二百, 一千二, 两万五, 二〇〇, 壹仟贰佰.

use super::NotAnAmount;

/// One, as numbers are kept while they are read: in millionths.
pub(super) const ONE: i128 = 1_000_000;
const MOST_DECIMALS: usize = 6;
/// More digits than any amount has; beyond, nothing is added up.
const MOST_DIGITS: usize = 15;
const WAN: i128 = 10_000;

/// A number as it was written, before its unit.
#[derive(Clone, Copy, Debug)]
struct Written {
    /// In millionths.
    value: i128,
    /// How many figures.
    figures: usize,
    /// In Chinese digits.
    is_chinese: bool,
    /// 零二, as after a gap: nothing is meant but what it says.
    after_gap: bool,
}

#[derive(Clone, Copy, Debug)]
enum Token {
    Number(Written),
    Unit(i128),
    Point,
}

/// Reads a number of any kind, in millionths.
pub(super) fn read(text: &str) -> Result<i128, NotAnAmount> {
    let tokens = tokens(text)?;
    let Some(point) = tokens.iter().position(|token| matches!(token, Token::Point)) else { return sum(&tokens) };
    // 一点二万: what stands before the point, the digits behind it, and the unit of both.
    let whole = sum(&tokens[..point])?;
    let (digits, unit) = match tokens[point + 1..] {
        [Token::Number(digits)] => (digits, 1),
        [Token::Number(digits), Token::Unit(unit)] => (digits, unit),
        _ => return Err(NotAnAmount::NotANumber),
    };
    if !digits.is_chinese || digits.figures > MOST_DECIMALS {
        return Err(if digits.is_chinese { NotAnAmount::TooFine } else { NotAnAmount::NotANumber });
    }
    let part = (0..digits.figures).fold(digits.value, |part, _| part / 10);
    Ok((whole + part) * unit)
}

/// Whether a character can begin a number.
pub(super) fn begins_a_number(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || c == '十' || c == '拾'
}

/// The value of one digit in either script.
pub(super) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        c => i128::from(c.to_digit(10)?),
    })
}

fn unit(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' | 'k' => 1_000,
        '万' | '萬' | 'w' => WAN,
        '亿' | '億' => WAN * WAN,
        _ => return None,
    })
}

fn tokens(text: &str) -> Result<Vec<Token>, NotAnAmount> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let is_chinese = !c.is_ascii_digit();
        let run = |from: usize| chars[from..].iter().take_while(|c| digit(**c).is_some() && c.is_ascii() != is_chinese);
        let token = if let Some(unit) = unit(c) {
            at += 1;
            Token::Unit(unit)
        } else if c == '点' || c == '點' {
            at += 1;
            Token::Point
        } else {
            let whole: Vec<char> = run(at).copied().collect();
            if whole.is_empty() {
                return Err(NotAnAmount::NotANumber);
            }
            at += whole.len();
            let mut part: Vec<char> = Vec::new();
            if !is_chinese && chars.get(at) == Some(&'.') {
                part = run(at + 1).copied().collect();
                at += 1 + part.len();
            }
            Token::Number(written(&whole, &part, is_chinese)?)
        };
        tokens.push(token);
    }
    Ok(tokens)
}

fn written(whole: &[char], part: &[char], is_chinese: bool) -> Result<Written, NotAnAmount> {
    let zeros = whole.iter().take_while(|c| digit(**c) == Some(0)).count();
    if whole.len() - zeros > MOST_DIGITS {
        return Err(NotAnAmount::TooLarge);
    }
    if part.len() > MOST_DECIMALS {
        return Err(NotAnAmount::TooFine);
    }
    let value = |digits: &[char]| digits.iter().filter_map(|c| digit(*c)).fold(0, |value, digit| value * 10 + digit);
    let part_value = (part.len()..MOST_DECIMALS).fold(value(part), |part, _| part * 10);
    Ok(Written {
        value: value(whole) * ONE + part_value,
        figures: whole.len() + part.len(),
        is_chinese,
        after_gap: is_chinese && zeros > 0,
    })
}

/// What has been added up so far: 一万 | 二千三百 | 五.
#[derive(Debug)]
struct Sum {
    total: i128,
    /// Below 万.
    section: i128,
    pending: Option<Written>,
    /// Units go down within a section, and from section to section.
    last: i128,
    last_section: i128,
    /// The unit that was said last; 五 after 千 is five hundred.
    said: Option<i128>,
}

fn sum(tokens: &[Token]) -> Result<i128, NotAnAmount> {
    let mut sum = Sum { total: 0, section: 0, pending: None, last: i128::MAX, last_section: i128::MAX, said: None };
    if tokens.is_empty() {
        return Err(NotAnAmount::NotANumber);
    }
    for token in tokens {
        match *token {
            Token::Number(_) if sum.pending.is_some() => return Err(NotAnAmount::NotANumber),
            Token::Number(number) => sum.pending = Some(number),
            Token::Unit(unit) if unit < WAN => sum.small_unit(unit)?,
            Token::Unit(unit) => sum.big_unit(unit)?,
            Token::Point => return Err(NotAnAmount::NotANumber),
        }
    }
    sum.end()
}

impl Sum {
    /// Of 二三百 nobody knows whether it is two or three hundred.
    fn refuse_a_guess(number: Written) -> Result<(), NotAnAmount> {
        let is_guess = number.is_chinese && number.figures > 1 && !number.after_gap;
        if is_guess || (number.after_gap && number.value >= 10 * ONE) { Err(NotAnAmount::NotANumber) } else { Ok(()) }
    }

    fn small_unit(&mut self, unit: i128) -> Result<(), NotAnAmount> {
        let count = match self.pending.take() {
            Some(number) => {
                Self::refuse_a_guess(number)?;
                // 一万零十五.
                if number.value == 0 && number.after_gap && unit == 10 { ONE } else { number.value }
            }
            // 十五.
            None if unit == 10 && self.last == i128::MAX => ONE,
            None => 0,
        };
        if count == 0 || unit >= self.last || (self.last != i128::MAX && count * unit >= self.last * ONE) {
            return Err(NotAnAmount::NotANumber);
        }
        self.section += count * unit;
        self.last = unit;
        self.said = Some(unit);
        Ok(())
    }

    fn big_unit(&mut self, unit: i128) -> Result<(), NotAnAmount> {
        if let Some(number) = self.pending.take() {
            Self::refuse_a_guess(number)?;
            self.section += number.value;
        }
        let is_in_order = unit < self.last_section;
        let count = std::mem::take(&mut self.section);
        if count == 0 || !is_in_order || (self.total > 0 && count * unit >= self.last_section * ONE) {
            return Err(NotAnAmount::NotANumber);
        }
        self.total += count * unit;
        (self.last, self.last_section, self.said) = (i128::MAX, unit, Some(unit));
        Ok(())
    }

    fn end(self) -> Result<i128, NotAnAmount> {
        let before = self.total + self.section;
        let Some(number) = self.pending else { return Ok(before) };
        let Some(said) = self.said else { return Ok(number.value) };
        let is_one_figure = number.figures == 1;
        if number.is_chinese && (number.value == 0 || !is_one_figure && !number.after_gap) {
            return Err(NotAnAmount::NotANumber);
        }
        // 一千二, 1万2: the next place below. After 零 or 十 it is what it says.
        let is_short = is_one_figure && !number.after_gap && said > 10;
        let value = if is_short { number.value * said / 10 } else { number.value };
        if value >= said * ONE { Err(NotAnAmount::NotANumber) } else { Ok(before + value) }
    }
}
