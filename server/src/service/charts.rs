//! Charts of 分析汇总 as SVG, in the colours of the page that shows them. Beside each stands a table with the same numbers.

use domain::analysis::{Charted, Figures, Measure, Overview};
use domain::form::Term;
use domain::words::{Lang, Text, text};
use plotters::coord::Shift;
use plotters::prelude::*;
use thiserror::Error;

const CASES: Text = text("案件", "Cases");
const COMPLAINTS: Text = text("投诉", "Complaints");
const NOW: Text = text("本期", "This period");
const THEN: Text = text("上期", "The one before");
const UNSURE: Text = text("不确定", "Not sure");

/// Stand-ins that become the page's own colours.
const PINE: RGBColor = RGBColor(1, 2, 3);
const AMBER: RGBColor = RGBColor(1, 2, 4);
const LINE: RGBColor = RGBColor(1, 2, 5);
const INK: RGBColor = RGBColor(1, 2, 6);
const COLOURS: [(&str, &str); 4] =
    [("#010203", "var(--pine)"), ("#010204", "var(--amber)"), ("#010205", "var(--line)"), ("#010206", "currentColor")];

const WIDTH: u32 = 720;
const HEIGHT: u32 = 280;
/// A row of a chart of bars that lie.
const ROW: u32 = 34;
const MARGIN: u32 = 10;
const FONT: &str = "sans-serif";
const SIZE: f64 = 14.0;
/// So many merchants are drawn.
const MOST_MERCHANTS: usize = 10;
/// So many letters of a name fit.
const MOST_LETTERS: usize = 10;

/// A chart could not be drawn.
#[derive(Clone, Debug, Error)]
#[error("a chart could not be drawn: {0}")]
pub struct ChartError(String);

type Drawn = Result<String, ChartError>;

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(why: DrawingAreaErrorKind<E>) -> Self {
        Self(why.to_string())
    }
}

/// The overview with its charts.
///
/// # Errors
///
/// [`ChartError`].
pub fn charted(overview: Overview, lang: Lang) -> Result<Charted, ChartError> {
    let complaints = |figures: &Figures| figures.of(Measure::Complaints);
    let categories = overview.categories.iter();
    let categories = categories
        .map(|line| Bar::of(line.category.name().in_lang(lang), complaints(&line.now), complaints(&line.then)));
    let merchants = overview.merchants.iter().take(MOST_MERCHANTS);
    let merchants = merchants.map(|line| {
        let name = if line.name.is_empty() { UNSURE.in_lang(lang) } else { &line.name };
        Bar::of(name, complaints(&line.now), complaints(&line.then))
    });
    let by_category = lying(&categories.collect::<Vec<_>>(), lang)?;
    let by_merchant = lying(&merchants.collect::<Vec<_>>(), lang)?;
    Ok(Charted {
        over_time: over_time(&overview, lang)?,
        by_category,
        by_merchant,
        by_hour: by_hour(&overview.hours)?,
        overview,
    })
}

/// A name with its number, beside that of the period before.
struct Bar {
    name: String,
    now: i64,
    then: i64,
}

impl Bar {
    fn of(name: &str, now: i64, then: i64) -> Self {
        let mut name = name.to_owned();
        if name.chars().count() > MOST_LETTERS * 2 {
            name = name.chars().take(MOST_LETTERS * 2 - 1).chain(['…']).collect();
        }
        Self { name, now, then }
    }
}

/// Nothing was counted: the page says so in words.
fn nothing() -> String {
    String::new()
}

fn drawn(height: u32, draw: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> Result<(), ChartError>) -> Drawn {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        draw(&area)?;
        area.present()?;
    }
    for (stand_in, colour) in COLOURS {
        svg = svg.replace(stand_in, colour);
    }
    // As wide as the page; for readers of the screen the table beside it says the same.
    let size = format!("<svg width=\"{WIDTH}\" height=\"{height}\"");
    Ok(svg.replacen(&size, "<svg aria-hidden=\"true\" focusable=\"false\"", 1))
}

fn over_time(overview: &Overview, lang: Lang) -> Drawn {
    let series: Vec<(f64, f64, f64)> = (0_u32..)
        .zip(&overview.series)
        .map(|(place, (_, figures))| {
            (f64::from(place), number(figures.of(Measure::Cases)), number(figures.of(Measure::Complaints)))
        })
        .collect();
    let most = series.iter().fold(0.0_f64, |most, (_, cases, _)| most.max(*cases));
    let Some((last, ..)) = series.last().copied().filter(|_| most > 0.0) else { return Ok(nothing()) };
    let label = |place: &f64| {
        let day = whole(*place).and_then(|place| overview.series.get(place)).map(|(day, _)| day.to_string());
        let is_by_month =
            overview.series.len() > 1 && overview.series.iter().all(|(day, _)| *day == day.first_of_month());
        day.map(|day| if is_by_month { day[..7].to_owned() } else { day[5..].to_owned() }).unwrap_or_default()
    };
    drawn(HEIGHT, |area| {
        let mut builder = ChartBuilder::on(area);
        builder.margin(MARGIN).x_label_area_size(30).y_label_area_size(44);
        let mut chart = builder.build_cartesian_2d(-0.5..last + 0.5, 0.0..most * 1.15)?;
        mesh(&mut chart, &label, &count)?;
        chart
            .draw_series(series.iter().map(|(place, cases, _)| {
                Rectangle::new([(place - 0.4, 0.0), (place + 0.4, *cases)], PINE.mix(0.35).filled())
            }))?
            .label(CASES.in_lang(lang))
            .legend(|(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], PINE.mix(0.35).filled()));
        chart
            .draw_series(LineSeries::new(
                series.iter().map(|(place, _, complaints)| (*place, *complaints)),
                PINE.stroke_width(2),
            ))?
            .label(COMPLAINTS.in_lang(lang))
            .legend(|(x, y)| PathElement::new([(x, y), (x + 12, y)], PINE.stroke_width(2)));
        legend(&mut chart)
    })
}

fn by_hour(hours: &[i64]) -> Drawn {
    let most = hours.iter().copied().max().unwrap_or_default();
    if most == 0 {
        return Ok(nothing());
    }
    let hour = |hour: &f64| whole(*hour).map(|hour| format!("{hour:02}:00")).unwrap_or_default();
    drawn(HEIGHT, |area| {
        let mut builder = ChartBuilder::on(area);
        builder.margin(MARGIN).x_label_area_size(30).y_label_area_size(44);
        let mut chart = builder.build_cartesian_2d(-0.5..23.5, 0.0..number(most) * 1.1)?;
        mesh(&mut chart, &hour, &count)?;
        let bar = |(hour, cases): (u32, &i64)| {
            let hour = f64::from(hour);
            Rectangle::new([(hour - 0.4, 0.0), (hour + 0.4, number(*cases))], PINE.filled())
        };
        chart.draw_series((0_u32..).zip(hours).map(bar))?;
        Ok(())
    })
}

/// Bars that lie, the first on top; below each the one of the period before.
fn lying(bars: &[Bar], lang: Lang) -> Drawn {
    let most = bars.iter().map(|bar| bar.now.max(bar.then)).max().unwrap_or_default();
    let Ok(rows) = u32::try_from(bars.len()) else { return Ok(nothing()) };
    if most == 0 {
        return Ok(nothing());
    }
    let name = |row: &f64| {
        let from_top = whole(f64::from(rows) - 1.0 - row);
        from_top.and_then(|place| bars.get(place)).map(|bar| bar.name.clone()).unwrap_or_default()
    };
    drawn(rows * ROW + 70, |area| {
        let mut builder = ChartBuilder::on(area);
        builder.margin(MARGIN).x_label_area_size(30).y_label_area_size(170);
        let mut chart = builder.build_cartesian_2d(0.0..number(most) * 1.3, -0.5..f64::from(rows) - 0.5)?;
        let mut style = chart.configure_mesh();
        style.disable_y_mesh().y_labels(bars.len() * 2).x_label_formatter(&count).y_label_formatter(&name);
        style.axis_style(LINE).light_line_style(TRANSPARENT).bold_line_style(LINE).label_style((FONT, SIZE, &INK));
        style.draw()?;
        let row = |place: u32| f64::from(rows - 1 - place);
        chart
            .draw_series((0_u32..).zip(bars).map(|(place, bar)| {
                Rectangle::new([(0.0, row(place)), (number(bar.now), row(place) + 0.36)], PINE.filled())
            }))?
            .label(NOW.in_lang(lang))
            .legend(|(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], PINE.filled()));
        chart
            .draw_series((0_u32..).zip(bars).map(|(place, bar)| {
                Rectangle::new(
                    [(0.0, row(place) - 0.3), (number(bar.then), row(place) - 0.04)],
                    AMBER.mix(0.6).filled(),
                )
            }))?
            .label(THEN.in_lang(lang))
            .legend(|(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], AMBER.mix(0.6).filled()));
        legend(&mut chart)
    })
}

type Chart<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

fn mesh(chart: &mut Chart<'_, '_>, x: &dyn Fn(&f64) -> String, y: &dyn Fn(&f64) -> String) -> Result<(), ChartError> {
    let mut style = chart.configure_mesh();
    style.disable_x_mesh().x_labels(12).y_labels(5).x_label_formatter(&x).y_label_formatter(&y);
    style.axis_style(LINE).light_line_style(TRANSPARENT).bold_line_style(LINE).label_style((FONT, SIZE, &INK));
    Ok(style.draw()?)
}

fn legend<'a, 'b: 'a>(chart: &mut Chart<'a, 'b>) -> Result<(), ChartError> {
    let mut labels = chart.configure_series_labels();
    labels.position(SeriesLabelPosition::UpperRight).label_font((FONT, SIZE, &INK)).border_style(TRANSPARENT);
    Ok(labels.draw()?)
}

/// A label of a number of cases; none between two of them.
fn count(number: &f64) -> String {
    whole(*number).map(|number| number.to_string()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of cases, far below 2^53")]
const fn number(cases: i64) -> f64 {
    cases as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was looked at")]
fn whole(number: f64) -> Option<usize> {
    let near = number.round();
    ((number - near).abs() < 0.01 && (-0.001..1e12).contains(&near)).then_some(near.max(0.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::analysis::{About, MerchantLine, Period};
    use domain::moment::Day;

    fn overview(cases: i64) -> Overview {
        let day = Day::parse("2026-11-01").expect("a day");
        let period = Period::month_of(day);
        let mut figures = Figures::default();
        figures.add(Measure::Cases, cases);
        figures.add(Measure::Complaints, cases);
        let name = "<b>\"&'".to_owned();
        let merchant = MerchantLine { about: About::Unsure, name, now: figures, then: figures };
        Overview {
            period,
            before: period.before(),
            now: figures,
            then: figures,
            series: (0..30).map(|number| (day.plus_days(number), figures)).collect(),
            categories: Vec::new(),
            goods: Vec::new(),
            merchants: vec![merchant],
            issues: Vec::new(),
            hours: vec![cases; 24],
        }
    }

    #[test]
    fn a_name_of_a_merchant_is_never_markup() {
        let charted = charted(overview(3), Lang::Zh).expect("charts");
        assert!(charted.by_merchant.contains("&lt;b&gt;"), "{}", charted.by_merchant);
        assert!(!charted.by_merchant.contains("<b>"));
        assert!(charted.over_time.starts_with("<svg aria-hidden"), "{}", charted.over_time);
        assert!(!charted.over_time.contains("#0102"), "every colour is the page's");
    }

    #[test]
    fn of_nothing_there_is_no_chart() {
        let charted = charted(overview(0), Lang::En).expect("charts");
        assert_eq!(
            [charted.over_time, charted.by_category, charted.by_merchant, charted.by_hour],
            [const { String::new() }; 4]
        );
    }
}
