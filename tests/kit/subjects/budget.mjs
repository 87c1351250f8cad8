#!/usr/bin/env node
// The money operations of the Individual Budget Model, written a second time.
//
// What this is: an independent implementation of wire protocol 1 for `budget.provisional`, `budget.needed`,
// `budget.final`, `funding.total`, `plan.merge` and `plan.fit`, made from the written rules and the text of the
// protocol, not from the library's code. Every other operation is answered with `unknown_operation`. The conformance
// kit uses it as an example of a program in another language.
//
// How to run it (Node 18 or newer, nothing to install): one JSON request per line in, one response per line out.
//
//     node budget.mjs < requests.jsonl
//
// Amounts are whole cents in BigInt, shares are exact fractions; there is no floating-point number in any rule. Reasons
// carry rule, code and source; their sentences are short and English only, their facts are left out.

// ---------------------------------------------------------------------------------------------------------------------
// Errors

/** Something wrong with a request: one of the protocol's codes and a JSON Pointer to the place. */
class WireError extends Error {
  constructor(code, path, message) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

const refuse = (code, path, message) => {
  throw new WireError(code, path, message);
};

/** The pointer to a member or an element of what `path` points to. */
const below = (path, key) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

// ---------------------------------------------------------------------------------------------------------------------
// JSON, read strictly: numbers keep their spelling, repeated keys are kept

const JSON_SPACE = ' \t\n\r';
const LIMITS = { lineBytes: 16 * 1024 * 1024, depth: 32, elements: 100_000, digits: 15 };

class JsonNumber {
  constructor(text) {
    this.text = text;
  }

  /** `1.0` and `1e2` are no integers, whatever their value. */
  get isInteger() {
    return !/[.eE]/.test(this.text);
  }
}

class JsonObject {
  constructor() {
    this.entries = []; // as written, with repeated keys
    this.members = new Map(); // the last value of each key
    this.repeated = undefined; // the first key that came again
  }

  add(key, value) {
    if (this.members.has(key)) this.repeated ??= key;
    this.entries.push([key, value]);
    this.members.set(key, value);
  }
}

/** A list or an object whose end has not been read yet. */
class OpenList {
  node = [];
  closing = ']';

  add(value) {
    this.node.push(value);
  }
}

class OpenObject {
  node = new JsonObject();
  closing = '}';
  key = undefined;

  add(value) {
    this.node.add(this.key, value);
  }
}

/** A value that lies too deep: it is only checked and passed over, so that no document can fill the memory. */
class JsonPassedOver {
  constructor(text) {
    this.text = text;
  }
}

const PASSED_OVER = { '[': { closing: ']', add() {} }, '{': { closing: '}', add() {} } };

const OPENED = Symbol('a container was opened, its next value is due');
const WORDS = { t: ['true', true], f: ['false', false], n: ['null', null] };
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** Reads one JSON document with a stack of its own, since nesting may be deeper than calls can be. */
class JsonReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.open = [];
    this.passedFrom = 0; // where the outermost value that lies too deep begins
  }

  document() {
    let value = this.value();
    while (this.open.length > 0) value = value === OPENED ? this.value() : this.attach(value);
    this.skipSpace();
    if (this.at < this.text.length) this.fail();
    return value;
  }

  fail() {
    refuse('bad_json', '', `expected one JSON document, got something else at character ${this.at}`);
  }

  skipSpace() {
    while (JSON_SPACE.includes(this.text[this.at] ?? 'end')) this.at += 1;
  }

  value() {
    this.skipSpace();
    const first = this.text[this.at];
    if (first === '[' || first === '{') return this.container(first);
    if (first === '"') return this.string();
    if (first in WORDS) return this.word(...WORDS[first]);
    return this.number();
  }

  container(bracket) {
    if (this.open.length === LIMITS.depth) this.passedFrom = this.at;
    const frame = this.frame(bracket);
    this.open.push(frame);
    this.at += 1;
    this.skipSpace();
    if (this.text[this.at] === frame.closing) return this.close();
    if (bracket === '{') this.key(frame);
    return OPENED;
  }

  frame(bracket) {
    if (this.open.length >= LIMITS.depth) return PASSED_OVER[bracket];
    return bracket === '[' ? new OpenList() : new OpenObject();
  }

  close() {
    this.at += 1;
    const { node } = this.open.pop();
    const isOutermost = node === undefined && this.open.length === LIMITS.depth;
    return isOutermost ? new JsonPassedOver(this.text.slice(this.passedFrom, this.at)) : node;
  }

  key(frame) {
    this.skipSpace();
    if (this.text[this.at] !== '"') this.fail();
    frame.key = this.string();
    this.skipSpace();
    if (this.text[this.at] !== ':') this.fail();
    this.at += 1;
  }

  /** Puts a value into the container that is open and reads on to the next value or the container's end. */
  attach(value) {
    const frame = this.open.at(-1);
    frame.add(value);
    this.skipSpace();
    const next = this.text[this.at];
    if (next === frame.closing) return this.close();
    if (next !== ',') this.fail();
    this.at += 1;
    if (frame.closing === '}') this.key(frame);
    return OPENED;
  }

  string() {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    this.at = end + 1;
    try {
      return JSON.parse(this.text.slice(start, end + 1));
    } catch {
      this.at = start;
      return this.fail();
    }
  }

  word(word, value) {
    if (!this.text.startsWith(word, this.at)) this.fail();
    this.at += word.length;
    return value;
  }

  number() {
    let end = this.at;
    while (end < this.text.length && '-+.eE0123456789'.includes(this.text[end])) end += 1;
    const text = this.text.slice(this.at, end);
    if (!NUMBER.test(text)) this.fail();
    this.at = end;
    return new JsonNumber(text);
  }
}

/** The parts of a value in the order in which they are written: pairs of a key or index and a value. */
function partsOf(value) {
  if (Array.isArray(value)) return value.entries();
  return value instanceof JsonObject ? value.entries : [];
}

/** Refuses what is beyond a limit; a list that is too long comes before what it holds. */
function checkLimits(value, path) {
  if (value instanceof JsonNumber) return checkDigits(value, path);
  if (value instanceof JsonPassedOver) refuse('too_large', path, `expected at most ${LIMITS.depth} levels`);
  if (Array.isArray(value) && value.length > LIMITS.elements) {
    refuse('too_large', path, `expected at most ${LIMITS.elements} elements, got ${value.length}`);
  }
  for (const [key, part] of partsOf(value)) checkLimits(part, below(path, key));
}

function checkDigits(number, path) {
  const digits = number.text.replace('-', '').length;
  if (number.isInteger && digits > LIMITS.digits) {
    refuse('too_large', path, `expected an integer of at most ${LIMITS.digits} digits, got ${digits}`);
  }
}

/** Refuses a key that is given twice; an object's own keys come before those of the objects in it. */
function checkKeys(value, path) {
  if (value instanceof JsonObject && value.repeated !== undefined) {
    refuse('duplicate', below(path, value.repeated), 'expected every key once, got it again');
  }
  for (const [key, part] of partsOf(value)) checkKeys(part, below(path, key));
}

/** A value as JSON text; numbers that were read are written as they were spelled. */
function toJson(value) {
  if (value instanceof JsonNumber || value instanceof JsonPassedOver) return value.text;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = value instanceof JsonObject ? [...value.members] : Object.entries(value);
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${toJson(part)}`).join(',')}}`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Order and whole-number arithmetic

const compare = (a, b) => (a < b ? -1 : Number(a > b));

/** Code points, not the UTF-16 units that `<` compares. */
function compareText(a, b) {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, place) => character !== right[place]);
  if (at < 0) return compare(left.length, right.length);
  return right[at] === undefined ? 1 : compare(left[at].codePointAt(0), right[at].codePointAt(0));
}

const least = (a, b) => (a < b ? a : b);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0n);
const roundHalfUp = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator);

/** The greatest whole number of 0 to `most` that passes a test which 0 passes and which, once failed, stays failed. */
function greatest(most, passes) {
  if (passes(most)) return most;
  let [good, bad] = [0n, most];
  while (bad - good > 1n) {
    const middle = (good + bad) / 2n;
    if (passes(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Text of a fixed-point number, for example 12345n with 2 decimals: 123.45. */
function fixedPoint(number, decimals) {
  const digits = String(number).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const euro = (cents) => fixedPoint(cents, 2);

/** A percentage without decimals that say nothing: "70", "70.5". */
const percentText = (micros) => fixedPoint(micros, 6).replace(/\.?0+$/, '');

const wordsOf = (words) => words.trim().split(/\s+/);

/** The number of a decimal text in units of ten to the minus `decimals`. */
function scaled(text, decimals) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(decimals, '0'));
}

// ---------------------------------------------------------------------------------------------------------------------
// Readers: each takes a JSON value and its path, and gives what the rules work with

const MONEY = /^(?:0|[1-9][0-9]{0,11})\.[0-9]{2}$/;
const RATE = /^(?:0|[1-9][0-9]{0,11})\.[0-9]{2,6}$/;
const PERCENT = /^(?:0|[1-9][0-9]?|100)(?:\.[0-9]{1,6})?$/;
const NOT_IN_NAMES = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/u;
const HUNDRED_PERCENT = 100_000_000n; // percentages are in millionths of a percent

function text(value, path) {
  return typeof value === 'string' ? value : refuse('bad_type', path, 'expected text');
}

const decimal = (pattern, decimals, what) => (value, path) => {
  if (!pattern.test(text(value, path))) refuse('bad_value', path, `expected ${what}, got '${value}'`);
  return scaled(value, decimals);
};

const money = decimal(MONEY, 2, 'euro with two decimals');
const rate = decimal(RATE, 6, 'euro with two to six decimals');
const percentPattern = decimal(PERCENT, 6, 'a percentage');

function percent(value, path) {
  const micros = percentPattern(value, path);
  return micros <= HUNDRED_PERCENT ? micros : refuse('bad_value', path, `expected at most 100, got '${value}'`);
}

function flag(value, path) {
  return typeof value === 'boolean' ? value : refuse('bad_type', path, 'expected true or false');
}

const countBetween = (low, high) => (value, path) => {
  if (!(value instanceof JsonNumber) || !value.isInteger) refuse('bad_type', path, 'expected a whole number');
  const number = BigInt(value.text);
  if (number < low || number > high) refuse('bad_value', path, `expected ${low} to ${high}, got ${number}`);
  return number;
};

const count = countBetween(0n, 10n ** 15n - 1n);

const isName = (name) => !NOT_IN_NAMES.test(name) && name !== '' && [...name].length <= 64;

function identifier(value, path) {
  return isName(text(value, path)) ? value : refuse('bad_value', path, 'expected 1 to 64 printable characters');
}

function service(value, path) {
  const known = AREA_OF.has(text(value, path)) || (value.startsWith('x-') && isName(value));
  return known ? value : refuse('bad_value', path, "expected a service of the list or a name that starts with 'x-'");
}

const isLeapYear = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year, month) =>
  month === 2 && isLeapYear(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];

function isDate(value) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const [year, month, day] = value.split('-').map(Number);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function date(value, path) {
  return isDate(text(value, path)) ? value : refuse('bad_value', path, `expected a date that exists, got '${value}'`);
}

function moment(value, path) {
  const [day, time, ...rest] = text(value, path).split('T');
  const isMoment = isDate(day) && /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(time ?? '') && rest.length === 0;
  return isMoment ? value : refuse('bad_value', path, `expected a moment that exists, got '${value}'`);
}

const listOf = (item) => (value, path) => {
  if (!Array.isArray(value)) refuse('bad_type', path, 'expected a list');
  return value.map((element, index) => item(element, below(path, index)));
};

/** A field's reader; null is the same as absent. */
const required = (reader) => (value, path) =>
  value == null ? refuse('missing_field', path, 'expected a field here') : reader(value, path);
const optional = (reader, otherwise) => (value, path) => (value == null ? otherwise : reader(value, path));
const refused = (reader) => (value, path) => {
  if (value == null) return;
  reader(value, path);
  refuse('bad_value', path, 'expected no value under this reading');
};

/** An object with these fields, read in this order; unknown ones are refused after them. */
const objectOf = (fields) => (value, path) => {
  if (!(value instanceof JsonObject)) refuse('bad_type', path, 'expected an object');
  const read = {};
  for (const [name, field] of Object.entries(fields)) read[name] = field(value.members.get(name), below(path, name));
  checkUnknown(value, fields, path, 'unknown_field');
  return read;
};

function checkUnknown(object, known, path, code) {
  const [unknown] = [...object.members.keys()].filter((key) => !Object.hasOwn(known, key)).sort(compareText);
  if (unknown !== undefined) refuse(code, below(path, unknown), `expected no field '${unknown}'`);
}

// ---------------------------------------------------------------------------------------------------------------------
// The list of services (L-1 to L-3, W-7): code -> support area, null for those of the adults' pilot alone

const FAMILY = `
    psychologist_parent psychotherapist_parent theraplay_specialist theraplay_elements
    sign_language_interpreter_parent group_session_parents family_assistant respite_institution respite_home nanny
    transport_parent`;
const CHILD_LOST_FUNCTIONS = `
    escort assistant home_care transport_child specialised_transport`;
const CHILD_FUNCTIONING = `
    physiotherapist occupational_therapist occupational_therapist_home speech_therapist audio_speech_therapist
    special_teacher social_teacher psychologist_child psychotherapist_child sand_therapy montessori_specialist
    typhlo_specialist surdo_specialist sign_language_interpreter_child nutritionist other_specialist
    group_session_child natural_environment_aesthetics music_therapy dance_movement_therapy visual_art_therapy
    drama_therapy specialised_workshop day_care_centre aba_therapy canine_therapy riding_therapy portage_programme
    movement_course_10_months early_intervention specialised_social_rehabilitation vision_skills_residential
    vision_skills_day hearing_sign_language_training hearing_communication_skills hearing_psychological_adaptation
    hearing_social_support hearing_interpreter_communication hearing_interpreter_education`;
const ADULTS_ONLY = `
    decision_support teacher_sessions group_home psychologist_adult transport_adult music_therapy_home
    individual_support_programme clinical_psychologist`;
const AREAS = [
  [1, FAMILY],
  [2, CHILD_LOST_FUNCTIONS],
  [3, CHILD_FUNCTIONING],
  [null, ADULTS_ONLY],
];
const AREA_OF = new Map(AREAS.flatMap(([area, codes]) => wordsOf(codes).map((code) => [code, area])));
const TRANSPORT = new Set(['transport_parent', 'transport_child', 'specialised_transport', 'transport_adult']);

// ---------------------------------------------------------------------------------------------------------------------
// Interpretations that can be switched, the default first

const READINGS = {
  'I-1': ['weighted_split', 'equal_share', 'fixed_amount'],
  'I-2': ['need', 'shortfall', 'need_ratio', 'equal'],
  'I-3': ['equal_treatment', 'exhaust'],
  'I-4': ['not_eligible', 'eligible'],
  'I-5': ['text', 'figure'],
  'I-6': ['pilot_start', 'application'],
  'I-7': ['level'],
  'I-9': ['best_quotas', 'queue'],
  'I-10': ['best_cover', 'in_order'],
  'I-12': ['continue', 'stop'],
  'I-13': ['by_components', 'strict'],
  'I-14': ['overlap', 'same_period'],
  'I-15': ['total', 'final', 'needed', 'provisional'],
  'I-23': ['participant_keeps', 'strict'],
  'I-24': ['table', 'text'],
  'I-25': ['text', 'figure'],
  'I-26': ['same_specialist', 'any_group'],
  'I-27': ['both', 'child_only'],
  'I-29': ['computed', 'lower_of_both'],
  'I-30': ['non_transport', 'area_3'],
};

/** Every interpretation; those that are not in `READINGS` are fixed. */
const INTERPRETATIONS = Object.fromEntries(Array.from({ length: 33 }, (_, place) => [`I-${place + 1}`, place]));

/** The readings in use: the request's, else the defaults. */
function readReadings(value, path) {
  if (!(value instanceof JsonObject)) refuse('bad_request', path, 'expected an object');
  const used = Object.fromEntries(Object.entries(READINGS).map(([id, [usual]]) => [id, usual]));
  for (const id of Object.keys(INTERPRETATIONS).filter((known) => value.members.has(known))) {
    const [name, names] = [value.members.get(id), READINGS[id] ?? []];
    if (!names.includes(name))
      refuse('unknown_reading', below(path, id), `expected one of: ${names.join(', ') || 'none'}`);
    used[id] = name;
  }
  checkUnknown(value, INTERPRETATIONS, path, 'unknown_reading');
  return used;
}

// ---------------------------------------------------------------------------------------------------------------------
// Figures that a reform can change, in the order in which they are listed

const nameList = (value, path) => {
  const names = listOf(identifier)(value, path);
  return new Set(names).size === names.length ? names : refuse('duplicate', path, 'expected every name once');
};

function namesByName(value, path) {
  if (!(value instanceof JsonObject)) refuse('bad_type', path, 'expected an object');
  return [...value.members].map(([key, name]) => [identifier(key, path), identifier(name, below(path, key))]);
}

const KINDS = {
  count,
  age: countBetween(0n, 150n),
  month: countBetween(1n, 120n),
  variant: countBetween(1n, 3n),
  percent,
  flag,
  date,
  money,
  names: nameList,
  pairs: namesByName,
};

/** Group by group the figures with their kinds. Only those of `budget`, `funding` and `needs` matter here. */
const FIGURES = `
  period.months:count
  granting.age_below:count granting.decision_working_days:count granting.admit_without_disability:flag
  eligibility.age_below:count eligibility.forwarding_working_days_text:count
  eligibility.forwarding_working_days_figure:count eligibility.excluded_measures:names eligibility.extract_months:count
  pilot.municipalities:names pilot.regions:pairs pilot.start:date pilot.months:count
  selection.places:count selection.places_per_municipality:count selection.places_per_region:count
  selection.age.group_0_2:count selection.age.group_3_7:count selection.age.group_8_10:count
  selection.age.group_11_14:count selection.age.group_15_17:count
  selection.impairment.vision:percent selection.impairment.hearing:percent selection.impairment.movement:percent
  selection.impairment.mental:percent selection.impairment.multiple:percent
  contract.months:count
  budget.full_share:percent budget.reduced_share:percent budget.full_share_up_to_age:age budget.recipient_age_below:age
  budget.first_month:month budget.second_month:month budget.second_computed_month:month
  funding.variant:variant
  needs.weight_experts:percent needs.weight_parent:percent
  evaluation.at_least:count evaluation.first_from_month:count evaluation.first_to_month:count
  evaluation.first_to_day:count evaluation.second_from_month:count evaluation.second_to_month:count
  evaluation.closing_month:count evaluation.interim_reports_from_month:count
  evaluation.interim_reports_to_month:count evaluation.closing_reports_from_month:count
  evaluation.closing_reports_to_month:count evaluation.violence_report_working_days:count
  plan.first_from_month:count plan.first_latest_month:count plan.first_to_month:count plan.second_from_month:count
  plan.second_to_month:count plan.months:count
  combinations.weekly_days:count combinations.transport_share:percent
  prices.group_session_ceiling:money
  procurement.threshold:money
  administration.full_pay_children:count administration.indirect_share:percent
  administration.cash_flow_report_day:count administration.proofs_day:count administration.quarterly_report_day:count
  administration.first_evaluation_paid_month:count administration.second_evaluation_paid_month:count
  administration.closing_evaluation_paid_from_month:count administration.closing_evaluation_paid_to_month:count
  administration.direct_staff_time_share:percent administration.password_characters:count
  administration.password_months:count
  surveys.kidscreen_from_age:count surveys.beach_questions:count surveys.beach_dimensions:count
  surveys.kidscreen_questions:count surveys.kidscreen_dimensions:count surveys.parent_up_to_age:count
  surveys.child_asked_up_to_age:count surveys.child_up_to_age:count surveys.small_municipality_up_to:count
  surveys.large_municipality_from:count surveys.satisfaction_lowest:count surveys.satisfaction_highest:count
  adults.age_from:count adults.disability_groups:names adults.applications_from:date adults.applications_to:date
  adults.places_per_municipality:count adults.pilot_from:date adults.pilot_to:date adults.extension_months:count
  adults.support_hours_low:count adults.support_hours_middle:count adults.support_hours_high:count
  adults.support_hours_extra:count adults.support_pilot_from:date adults.support_pilot_to:date
  adults.project_persons:count adults.project_money:money adults.project_money_esf:money
  adults.project_money_state:money`;
const KIND_OF = Object.fromEntries(wordsOf(FIGURES).map((figure) => figure.split(':')));

/** The values that the operations use; they are the same in the three policies. */
const DEFAULTS = {
  'budget.full_share': HUNDRED_PERCENT,
  'budget.reduced_share': 70_000_000n,
  'budget.full_share_up_to_age': 8n,
  'budget.recipient_age_below': 18n,
  'budget.first_month': 1n,
  'budget.second_month': 7n,
  'budget.second_computed_month': 6n,
  'funding.variant': 2n,
  'needs.weight_experts': 50_000_000n,
  'needs.weight_parent': 50_000_000n,
};

/** The figures after a reform. */
function readReform(value, path) {
  if (!(value instanceof JsonObject)) refuse('bad_request', path, 'expected an object');
  const figures = { ...DEFAULTS };
  for (const [name, kind] of Object.entries(KIND_OF)) {
    if (value.members.has(name)) figures[name] = KINDS[kind](value.members.get(name), below(path, name));
  }
  checkUnknown(value, KIND_OF, path, 'unknown_parameter');
  checkFigures(figures, path);
  return figures;
}

/** Figures that contradict each other: months out of order (B-2), weights that are not the whole (N-2). */
function checkFigures(figures, path) {
  const months = ['budget.first_month', 'budget.second_computed_month', 'budget.second_month'];
  const early = months.find((name, place) => place > 0 && figures[name] < figures[months[place - 1]]);
  if (early) refuse('inconsistent', below(path, early), 'expected months in their order');
  if (figures['needs.weight_experts'] + figures['needs.weight_parent'] !== HUNDRED_PERCENT) {
    refuse('inconsistent', below(path, 'needs.weight_parent'), 'expected weights that add up to 100 %');
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Reasons: code -> rule, source, sentence

const REASONS = {
  full_share_up_to_age: ['B-1', 'M II.3.2', 'Young enough for the full share.'],
  full_share_special_care: ['B-1', 'M II.3.2', 'The full share, because of the special-care opinion.'],
  reduced_share: ['B-1', 'M II.3.2', 'The reduced share: older, and no special-care opinion.'],
  pool_without_recipients: ['B-7', 'M II.3.2', 'Nobody to share the pool: all of it stays in reserve.'],
  pool_shared_by_weight: ['D-1', 'M II.3.2', 'The pool is shared in proportion to the weights.'],
  pool_shared_equally: ['D-1', 'M II.3.2', 'Each share is taken of an equal part of the pool.'],
  fixed_amount_shared: ['D-1', 'M II.3.2', 'Each share is taken of the fixed amount.'],
  needed_is_sum_of_lines: ['B-3', 'M II.3.2', 'Units times price, added up over the lines.'],
  need_within_provisional: ['B-4', 'M II.3.2', 'The need is within the provisional amount and met in full.'],
  need_met_from_surplus: ['B-6', 'M II.3.2', 'The surplus covers what the provisional amount lacks.'],
  need_partly_met: ['B-6', 'M II.3.2', 'The surplus does not cover all that is lacking.'],
  surplus_redistributed: ['B-5', 'M II.3.2', 'Released money, reserve and underspending make the surplus.'],
  surplus_left: ['B-7', 'M II.3.2', 'A part of the surplus stays in reserve.'],
  variant_1_order: ['F-1', 'M II.3.3, table 2', 'Project, benefits, other money.'],
  variant_2_order: ['F-2', 'M II.3.3, table 2', 'Project, then benefits and public services, other money.'],
  variant_3_order: ['F-3', 'M II.3.3, table 2', 'Public services, then benefits and project, other money.'],
  project_money_used: ['D-3', 'M II.3.2', 'What the project pays.'],
  benefits_used: ['F-4', 'M II.3.3, table 2, note', 'What benefits pay.'],
  public_money_used: ['F-4', 'M II.3.3, table 2, note', 'What state and municipality pay.'],
  public_money_not_used: ['F-1', 'M II.3.3, table 2', 'This variant does not use public services.'],
  other_money_used: ['B-8', 'M II.3.2', 'What other money pays.'],
  tied_money_left: ['F-6', 'M II.3.3, example 2.1', 'Money is left that is tied to other services.'],
  need_covered: ['F-5', 'M II.3.3, table 2', 'The need is covered in full.'],
  need_not_covered: ['B-11', 'M II', 'A part of the need stays unmet.'],
  support_grew: ['F-7', 'M II.3.3, tables 3-5', 'The support is greater than before.'],
  support_stayed: ['F-7', 'M II.3.3, tables 3-5', 'The support is the same as before.'],
  support_shrank: ['F-7', 'M II.3.3, tables 3-5', 'The support is smaller than before.'],
  need_is_less_than_before: ['F-7', 'M II.3.3, tables 3-5', 'The need is less than the support before.'],
  rankings_weighted: ['N-2', 'M II.3.1; K', 'The weights of the two rankings.'],
  service_ranked: ['N-2', 'M II.3.1; K', 'The place of a service.'],
  line_taken_in_full: ['N-7', 'M II.3.4.2; K', 'All units fit into the amount.'],
  line_taken_in_part: ['N-7', 'M II.3.4.2; K', 'Some units fit; those of the last months are dropped.'],
  line_not_taken: ['N-7', 'M II.3.4.2; K', 'Nothing of it is taken.'],
  taking_stopped: ['N-3', 'K; M II.3.4.2', 'A line did not fit in full: no later one is tried.'],
  plan_without_lines: ['N-7', 'M II.3.4.2; K', 'The plan has no services.'],
};

function reason(code) {
  const [rule, source, sentence] = REASONS[code];
  return { rule, code, text: sentence, source, facts: {} };
}

// ---------------------------------------------------------------------------------------------------------------------
// What several operations share

const checkIdentifier = (seen, { id }, path) => {
  if (seen.has(id)) refuse('duplicate', below(path, 'id'), `expected every id once, got '${id}' again`);
  seen.add(id);
};

/** I-3, equal remainders: greater weight, earlier application (those without come last), smaller identifier. */
function compareClaims(a, b, compareWeights) {
  return compareWeights(b, a) || compare(a.received ?? '~', b.received ?? '~') || compareText(a.id, b.id);
}

const LINES = listOf(
  objectOf({ service: required(service), unit_price: required(rate), units: required(listOf(count)) }),
);

/** Condition on several fields: every line plans the same months. */
function checkMonths(lines) {
  for (const [index, { units }] of lines.entries()) {
    if (units.length === lines[0].units.length) continue;
    refuse('inconsistent', `/input/lines/${index}/units`, 'expected as many months as in the first line');
  }
}

/** B-3: units times price in cents, rounded half up once; a price is in millionths of a euro. */
const costOf = (units, price) => roundHalfUp(units * price, 10_000n);

// ---------------------------------------------------------------------------------------------------------------------
// budget.provisional: stage 1 (B-1, D-1, B-7)

const provisionalInput = ({ readings }) =>
  objectOf({
    pool: required(money),
    on: required(date),
    recipients: required(
      listOf(
        objectOf({
          id: required(identifier),
          born: required(date),
          special_care: required(flag),
          received: optional(moment),
        }),
      ),
    ),
    amount: readings['I-1'] === 'fixed_amount' ? required(money) : refused(money),
  });

/** Completed years; who is born on 29 February is a year older on the 28th where there is no 29th (I-16). */
function ageOn(born, on) {
  const [year, month, day] = on.split('-').map(Number);
  const [birthYear, birthMonth, birthDay] = born.split('-').map(Number);
  const birthday = [birthMonth, Math.min(birthDay, daysIn(year, birthMonth))];
  const isBefore = month < birthday[0] || (month === birthday[0] && day < birthday[1]);
  return BigInt(year - birthYear - Number(isBefore));
}

/** B-1: which percentage, and why. */
function shareOf({ born, special_care: specialCare }, on, figures) {
  if (ageOn(born, on) <= figures['budget.full_share_up_to_age']) {
    return [figures['budget.full_share'], 'full_share_up_to_age'];
  }
  if (specialCare) return [figures['budget.full_share'], 'full_share_special_care'];
  return [figures['budget.reduced_share'], 'reduced_share'];
}

function checkRecipients({ recipients, on }, figures) {
  const seen = new Set();
  for (const [index, recipient] of recipients.entries()) {
    const path = `/input/recipients/${index}`;
    checkIdentifier(seen, recipient, path);
    const isChild = recipient.born <= on && ageOn(recipient.born, on) < figures['budget.recipient_age_below'];
    if (!isChild) refuse('bad_value', below(path, 'born'), `expected a child on ${on}`);
  }
}

/** I-1: the exact share of a weight is weight x `of` / `by`. */
function wholeOf(input, weights, reading) {
  if (reading === 'fixed_amount') return { of: input.amount, by: HUNDRED_PERCENT };
  if (reading === 'equal_share') return { of: input.pool, by: HUNDRED_PERCENT * BigInt(weights.length) };
  return { of: input.pool, by: sum(weights) || 1n };
}

/** I-3 for shares with one denominator: rounded down, under `exhaust` with the residue by largest remainder. */
function roundShares(claims, { of, by }, reading) {
  const rounded = claims.map(({ weight }) => (weight * of) / by);
  if (reading !== 'exhaust') return rounded;
  const residue = (sum(claims.map(({ weight }) => weight)) * of) / by - sum(rounded);
  const remainder = (place) => (claims[place].weight * of) % by;
  const byWeight = (a, b) => compare(a.weight, b.weight);
  const places = [...claims.keys()].sort(
    (a, b) => compare(remainder(b), remainder(a)) || compareClaims(claims[a], claims[b], byWeight),
  );
  for (const place of places.slice(0, Number(residue))) rounded[place] += 1n;
  return rounded;
}

const SHARING = {
  weighted_split: 'pool_shared_by_weight',
  equal_share: 'pool_shared_equally',
  fixed_amount: 'fixed_amount_shared',
};

function provisional(input, { readings, figures }) {
  checkRecipients(input, figures);
  const { pool, recipients } = input;
  if (recipients.length === 0) {
    return { result: { amounts: [], reserve: euro(pool) }, codes: ['pool_without_recipients'] };
  }
  const shares = recipients.map((recipient) => shareOf(recipient, input.on, figures));
  const weights = shares.map(([weight]) => weight);
  const whole = wholeOf(input, weights, readings['I-1']);
  if (sum(weights) * whole.of > pool * whole.by) refuse('infeasible', '/input/amount', 'expected at most the pool');
  const claims = recipients.map((recipient, place) => ({ ...recipient, weight: weights[place] }));
  const rounded = roundShares(claims, whole, readings['I-3']);
  const amounts = claims.map(({ id, weight }, place) => ({
    id,
    weight: percentText(weight),
    provisional: euro(rounded[place]),
  }));
  return {
    result: { amounts, reserve: euro(pool - sum(rounded)) },
    codes: [...shares.map(([, code]) => code), SHARING[readings['I-1']]],
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// budget.needed: stage 2 (D-2, B-3)

/** The months' parts of a line: differences of the rounded running totals, which add up to the line's amount. */
function costByMonth({ units, unit_price: price }) {
  let [running, paid] = [0n, 0n];
  return units.map((number) => {
    running += number;
    const part = costOf(running, price) - paid;
    paid += part;
    return part;
  });
}

function needed({ lines }) {
  checkMonths(lines);
  const months = lines.map(costByMonth);
  const byMonth = (lines[0]?.units ?? []).map((_, month) => sum(months.map((parts) => parts[month])));
  return {
    result: {
      lines: lines.map((line, place) => ({
        service: line.service,
        units: sum(line.units),
        amount: euro(sum(months[place])),
      })),
      needed: euro(sum(byMonth)),
      by_month: byMonth.map(euro),
    },
    codes: ['needed_is_sum_of_lines'],
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// budget.final: stage 3 (D-3, B-4 to B-7)

const FINAL_INPUT = objectOf({
  recipients: required(
    listOf(
      objectOf({
        id: required(identifier),
        provisional: required(money),
        needed: required(money),
        received: optional(moment),
      }),
    ),
  ),
  reserve: optional(money, 0n),
  underspent: optional(money, 0n),
});

/** Exact fractions: a numerator and a positive denominator, not reduced. */
const plus = (a, b) => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a, whole) => ({ n: a.n * whole, d: a.d });
const compareFractions = (a, b) => compare(a.n * b.d, b.n * a.d);

/** The sum of fractions: those with the same denominator first, then in pairs, so that numbers stay short for long. */
function sumFractions(fractions) {
  const byDenominator = new Map();
  for (const { n, d } of fractions) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  let terms = [...byDenominator].map(([d, n]) => ({ n, d }));
  while (terms.length > 1) {
    const half = Math.ceil(terms.length / 2);
    const [front, back] = [terms.slice(0, half), terms.slice(half)];
    terms = front.map((term, place) => (place < back.length ? plus(term, back[place]) : term));
  }
  return terms[0] ?? { n: 0n, d: 1n };
}

/** I-2: what the surplus is shared in proportion to. */
const WEIGHTS = {
  need: ({ needed: need }) => ({ n: need, d: 1n }),
  shortfall: ({ lacking }) => ({ n: lacking, d: 1n }),
  need_ratio: ({ needed: need, provisional: amount }) => ({ n: need, d: amount }),
  equal: () => ({ n: 1n, d: 1n }),
};

function checkFinal(recipients, reading) {
  const seen = new Set();
  for (const [index, recipient] of recipients.entries()) {
    const path = `/input/recipients/${index}`;
    checkIdentifier(seen, recipient, path);
    if (reading === 'need_ratio' && recipient.provisional === 0n && recipient.needed > 0n) {
      refuse('bad_value', below(path, 'provisional'), 'expected more than 0.00 under the reading need_ratio');
    }
  }
}

const PRECISION = 256n; // bits after the point of a number that stands for a fraction where that is enough

/** Sums of weights from a place to the end: bounds at once, the exact sum where bounds do not decide. */
class WeightsFrom {
  constructor(claims) {
    this.claims = claims;
    this.low = Array(claims.length + 1).fill(0n);
    for (let at = claims.length - 1; at >= 0; at -= 1) {
      const { weight } = claims[at];
      this.low[at] = this.low[at + 1] + (weight.n << PRECISION) / weight.d;
    }
  }

  exact(place) {
    return sumFractions(this.claims.slice(place).map(({ weight }) => weight));
  }

  /** Whether factor x (sum of the weights from the place on) is less than a whole number. */
  isLess(place, factor, number) {
    const bound = (number * factor.d) << PRECISION;
    const high = this.low[place] + BigInt(this.claims.length - place);
    if (factor.n * high < bound) return true;
    if (factor.n * this.low[place] >= bound) return false;
    const total = this.exact(place);
    return factor.n * total.n < number * factor.d * total.d;
  }
}

/** B-6: the level at which what everybody takes, level x weight but at most what is lacking, uses up the surplus. */
function commonLevel(claims, surplus) {
  const fullAt = ({ lacking, weight }) => ({ n: lacking * weight.d, d: weight.n });
  const sorted = [...claims].sort((a, b) => compareFractions(fullAt(a), fullAt(b)));
  const weights = new WeightsFrom(sorted);
  let [left, place] = [surplus, 0];
  while (place < sorted.length && weights.isLess(place, fullAt(sorted[place]), left)) {
    left -= sorted[place].lacking;
    place += 1;
  }
  const rest = weights.exact(place);
  return { n: left * rest.d, d: rest.n };
}

/** Shares of a level that may be a fraction of very long numbers: bounds first, the fraction where they differ. */
class Shares {
  constructor(level) {
    this.level = level;
    this.low = (level.n << PRECISION) / level.d;
  }

  /** Level x weight in cents, rounded down. */
  floor({ n, d }) {
    const [low, high] = [(this.low * n) / d, ((this.low + 1n) * n) / d].map((number) => number >> PRECISION);
    return low === high ? low : (this.level.n * n) / (this.level.d * d);
  }

  /** The order of two remainders, those of level x weight beyond whole cents. */
  compareRemainders(a, b) {
    if (compareFractions(a, b) === 0) return 0;
    const [near, other] = [this.near(a), this.near(b)];
    if (near.high < other.low) return -1;
    if (near.low > other.high) return 1;
    return compareFractions(this.remainder(a), this.remainder(b));
  }

  near(weight) {
    const low = (this.low * weight.n) / weight.d - (this.floor(weight) << PRECISION);
    return { low, high: low + weight.n / weight.d + 2n };
  }

  remainder({ n, d }) {
    return { n: (this.level.n * n) % (this.level.d * d), d: this.level.d * d };
  }
}

/** What each claim gets of a surplus that is smaller than all that is lacking (B-6, I-3). */
function shareSurplus(claims, surplus, reading) {
  const shares = new Shares(commonLevel(claims, surplus));
  const given = claims.map(({ weight, lacking }) => least(shares.floor(weight), lacking));
  if (reading !== 'exhaust') return given;
  // Who is full has nothing beyond whole cents; the exact shares add up to the surplus.
  const partial = [...claims.keys()].filter((place) => given[place] < claims[place].lacking);
  const byWeight = (a, b) => compareFractions(a.weight, b.weight);
  partial.sort(
    (a, b) =>
      shares.compareRemainders(claims[b].weight, claims[a].weight) || compareClaims(claims[a], claims[b], byWeight),
  );
  for (const place of partial.slice(0, Number(surplus - sum(given)))) given[place] += 1n;
  return given;
}

function final({ recipients, reserve, underspent }, { readings }) {
  checkFinal(recipients, readings['I-2']);
  const released = sum(recipients.map((one) => one.provisional - least(one.provisional, one.needed)));
  const surplus = released + reserve + underspent;
  const claims = recipients
    .map((one) => ({ ...one, lacking: one.needed - one.provisional }))
    .filter(({ lacking }) => lacking > 0n)
    .map((one) => ({ ...one, weight: WEIGHTS[readings['I-2']](one) }));
  const isEnough = sum(claims.map(({ lacking }) => lacking)) <= surplus;
  const given = isEnough ? claims.map(({ lacking }) => lacking) : shareSurplus(claims, surplus, readings['I-3']);
  const addedTo = new Map(claims.map(({ id }, place) => [id, given[place]]));
  return finalAnswer(recipients, addedTo, surplus, surplus - sum(given));
}

function finalAnswer(recipients, addedTo, surplus, left) {
  const finals = recipients.map((one) => least(one.provisional, one.needed) + (addedTo.get(one.id) ?? 0n));
  const codes = recipients.map((one, place) => {
    if (!addedTo.has(one.id)) return 'need_within_provisional';
    return finals[place] === one.needed ? 'need_met_from_surplus' : 'need_partly_met';
  });
  return {
    result: {
      amounts: recipients.map(({ id, needed: need }, place) => ({
        id,
        final: euro(finals[place]),
        unmet: euro(need - finals[place]),
      })),
      surplus: euro(surplus),
      distributed: euro(surplus - left),
      reserve: euro(left),
    },
    codes: [...codes, 'surplus_redistributed', ...(left > 0n ? ['surplus_left'] : [])],
  };
}

// ---------------------------------------------------------------------------------------------------------------------
// funding.total: stage 4 (D-4, B-8, F-1 to F-7)

const FUNDING_INPUT = objectOf({
  variant: optional(countBetween(1n, 3n)),
  final: required(money),
  lines: required(
    listOf(
      objectOf({
        service: required(service),
        amount: required(money),
        public: optional(money, 0n),
        transport: optional(flag),
      }),
    ),
  ),
  benefits: optional(objectOf({ rehabilitation: optional(money, 0n), transport: optional(money, 0n) }), {
    rehabilitation: 0n,
    transport: 0n,
  }),
  other: optional(money, 0n),
  before: optional(money),
});

const SOURCES = ['project', 'benefits', 'public', 'other'];

/** F-1 to F-3: the sources in their order; I-24: where benefits stand. */
const ORDERS = {
  table: {
    1: ['project', 'benefits', 'other'],
    2: ['project', 'benefits', 'public', 'other'],
    3: ['public', 'benefits', 'project', 'other'],
  },
  text: {
    1: ['project', 'benefits', 'other'],
    2: ['project', 'public', 'benefits', 'other'],
    3: ['public', 'project', 'benefits', 'other'],
  },
};

/** F-4, I-30: the benefit that may pay for a service, if any. What the request says of transport prevails. */
function benefitFor({ service: code, transport }, reading) {
  if (transport ?? TRANSPORT.has(code)) return 'transport';
  return reading === 'non_transport' || AREA_OF.get(code) === 3 ? 'rehabilitation' : 'none';
}

/** A line of the plan while money is put on it. */
class FundedLine {
  constructor(line, reading) {
    this.service = line.service;
    this.benefit = benefitFor(line, reading);
    this.unpaid = line.amount;
    this.publicLeft = line.public;
    this.paid = { project: 0n, benefits: 0n, public: 0n, other: 0n };
  }

  /** The most that a source can put on this line now. */
  roomFor(source, purse) {
    return least(this.unpaid, source === 'public' ? this.publicLeft : purse.availableFor(source, this.benefit));
  }

  pay(source, amount, purse) {
    this.paid[source] += amount;
    this.unpaid -= amount;
    if (source === 'public') this.publicLeft -= amount;
    else purse.spend(source, this.benefit, amount);
  }
}

const BENEFITS = ['rehabilitation', 'transport'];
const FREE = new Set(['project', 'other']);
const potOf = (source, benefit) => (source === 'benefits' ? `benefits/${benefit}` : source);

/** The money that is not tied to one line. */
class Purse {
  constructor({ final: project, other, benefits }) {
    this.pots = { project, other };
    for (const benefit of BENEFITS) this.pots[potOf('benefits', benefit)] = benefits[benefit];
  }

  availableFor(source, benefit) {
    return this.pots[potOf(source, benefit)] ?? 0n;
  }

  spend(source, benefit, amount) {
    if (amount > 0n) this.pots[potOf(source, benefit)] -= amount;
  }
}

/** I-10, `in_order`: line by line, for each the sources in order. */
function coverInOrder(lines, order, purse) {
  for (const line of lines) for (const source of order) line.pay(source, line.roomFor(source, purse), purse);
}

const GROUPS = [...BENEFITS, 'none'];
const NOTHING = { unpaid: 0n, byPublic: 0n };

/**
 * What is unpaid, added up by the benefit that lines can have, and how much of it public money could pay. While
 * benefits are handed out, the lines that had their turn are `done`: no more benefits come to them.
 */
class Unpaid {
  constructor(lines) {
    this.open = Object.fromEntries(GROUPS.map((benefit) => [benefit, { ...NOTHING }]));
    this.done = Object.fromEntries(GROUPS.map((benefit) => [benefit, { ...NOTHING }]));
    for (const line of lines) Unpaid.change(this.open, line, 1n);
  }

  static change(groups, { benefit, unpaid, publicLeft }, sign) {
    groups[benefit].unpaid += sign * unpaid;
    groups[benefit].byPublic += sign * least(unpaid, publicLeft);
  }

  /** Takes a line out, puts it back in another state. */
  replace(line, state, groups) {
    Unpaid.change(this.open, line, -1n);
    Unpaid.change(groups, state, 1n);
  }

  restore(line, state, groups) {
    Unpaid.change(groups, state, -1n);
    Unpaid.change(this.open, line, 1n);
  }

  get total() {
    return sum(GROUPS.map((benefit) => this.open[benefit].unpaid + this.done[benefit].unpaid));
  }

  /** The most that some sources together can pay: tied money where it is tied to, then the rest from the others. */
  reachOf(sources, purse) {
    const tied = sum(GROUPS.map((benefit) => this.tiedReach(sources, purse, benefit)));
    const free = sum(sources.filter((source) => FREE.has(source)).map((source) => purse.pots[source]));
    return least(this.total, tied + free);
  }

  tiedReach(sources, purse, benefit) {
    const pot = potOf('benefits', benefit);
    const byBenefit = sources.includes('benefits') || sources.includes(pot) ? (purse.pots[pot] ?? 0n) : 0n;
    const [open, done] = [this.open[benefit], this.done[benefit]];
    if (!sources.includes('public')) return least(open.unpaid, byBenefit);
    return done.byPublic + least(open.unpaid, byBenefit + open.byPublic);
  }
}

/** I-10, `best_cover`: how much of each source is used. Taking the most in order also gives the greatest total. */
function useOfSources(lines, order, purse) {
  const unpaid = new Unpaid(lines);
  const reach = order.map((_, place) => unpaid.reachOf(order.slice(0, place + 1), purse));
  return Object.fromEntries(order.map((source, place) => [source, reach[place] - (reach[place - 1] ?? 0n)]));
}

const selectionsOf = (sources) =>
  sources.reduce((selections, source) => [...selections, ...selections.map((some) => [...some, source])], [[]]);

/**
 * One source's turn under `best_cover`: line by line as much as possible, as long as what is still to come can pay
 * what it has to. It can exactly if no selection of sources has to pay more than it can reach.
 */
class Turn {
  constructor(source, later, use, lines, purse) {
    Object.assign(this, { source, purse });
    this.unpaid = new Unpaid(lines);
    this.due = use[source];
    this.owed = Object.fromEntries(later.map((one) => [one, use[one]]));
    this.groups = source === 'benefits' ? this.unpaid.done : this.unpaid.open;
    this.selections = selectionsOf(later);
    if (source === 'benefits') this.limitBenefits();
  }

  /**
   * The sources before were used as far as they could be, so what benefits can pay of the rest is just what they have
   * to: each of the two pays all that it can.
   */
  limitBenefits() {
    const { pots } = this.purse;
    for (const benefit of BENEFITS) {
      const pot = potOf('benefits', benefit);
      pots[pot] = least(pots[pot], this.unpaid.open[benefit].unpaid);
    }
  }

  /** What must still be possible: the later sources, and beside one benefit the other. */
  *demands(line) {
    const other = this.source === 'benefits' && BENEFITS.find((benefit) => benefit !== line.benefit);
    for (const sources of this.selections) {
      const amount = sum(sources.map((source) => this.owed[source]));
      yield [sources, amount];
      if (other) yield [[...sources, potOf('benefits', other)], amount + this.purse.availableFor('benefits', other)];
    }
  }

  /** Whether the others can pay what they have to if this source pays so much of the line. */
  fits(line, amount) {
    const state = { ...line, unpaid: line.unpaid - amount };
    this.unpaid.replace(line, state, this.groups);
    let answer = true;
    for (const [sources, owed] of this.demands(line)) answer &&= owed <= this.unpaid.reachOf(sources, this.purse);
    this.unpaid.restore(line, state, this.groups);
    return answer;
  }

  pay(line) {
    const most = least(this.due, line.roomFor(this.source, this.purse));
    // Nothing always fits: before each line, what is still to come can pay what it has to.
    const amount = greatest(most, (tried) => this.fits(line, tried));
    const before = { ...line };
    line.pay(this.source, amount, this.purse);
    this.unpaid.replace(before, line, this.groups);
    this.due -= amount;
  }
}

/** I-10, `best_cover`: source by source. */
function coverBest(lines, order, purse) {
  const use = useOfSources(lines, order, purse);
  for (const [place, source] of order.entries()) {
    const turn = new Turn(source, order.slice(place + 1), use, lines, purse);
    for (const line of lines) turn.pay(line);
  }
}

/** F-7: against the situation before. */
function againstBefore(need, total, before) {
  if (need < before) return ['need_is_less', 'need_is_less_than_before'];
  if (total > before) return ['better', 'support_grew'];
  return total < before ? ['worse', 'support_shrank'] : ['same', 'support_stayed'];
}

function funding(input, { readings, figures }) {
  const variant = input.variant ?? figures['funding.variant'];
  const order = ORDERS[readings['I-24']][variant];
  const lines = input.lines.map((line) => new FundedLine(line, readings['I-30']));
  const cover = readings['I-10'] === 'in_order' ? coverInOrder : coverBest;
  cover(lines, order, new Purse(input));
  const used = Object.fromEntries(SOURCES.map((source) => [source, sum(lines.map(({ paid }) => paid[source]))]));
  const given = {
    project: input.final,
    benefits: input.benefits.rehabilitation + input.benefits.transport,
    public: sum(input.lines.map((line) => line.public)),
    other: input.other,
  };
  const total = sum(Object.values(used));
  const need = sum(input.lines.map(({ amount }) => amount));
  const [against, supportCode] = againstBefore(need, total, input.before ?? given.public + given.benefits);
  return {
    result: {
      total: euro(total),
      unmet: euro(need - total),
      sources: inEuro(used),
      lines: lines.map((line) => ({ service: line.service, ...inEuro(line.paid), unmet: euro(line.unpaid) })),
      against_before: against,
    },
    codes: [...fundingCodes(variant, given, used, need - total), supportCode],
  };
}

const inEuro = (amounts) => Object.fromEntries(Object.entries(amounts).map(([key, cents]) => [key, euro(cents)]));

/** The reasons: the order, each source that has money, tied money that is left over, the need. */
function fundingCodes(variant, given, used, unmet) {
  const isPublicUsed = variant !== 1n;
  const codes = SOURCES.filter((source) => given[source] > 0n).map((source) =>
    source === 'public' && !isPublicUsed
      ? 'public_money_not_used'
      : `${source}${source === 'benefits' ? '' : '_money'}_used`,
  );
  const tied = isPublicUsed ? ['benefits', 'public'] : ['benefits'];
  const isTiedLeft = unmet > 0n && tied.some((source) => used[source] < given[source]);
  return [
    `variant_${variant}_order`,
    ...codes,
    ...(isTiedLeft ? ['tied_money_left'] : []),
    unmet > 0n ? 'need_not_covered' : 'need_covered',
  ];
}

// ---------------------------------------------------------------------------------------------------------------------
// plan.merge (N-2, N-3, I-11)

const AREA_NUMBERS = ['1', '2', '3'];
const RANKING = listOf(service);
const MERGE_INPUT = objectOf({
  experts: required(objectOf(Object.fromEntries(AREA_NUMBERS.map((area) => [area, optional(RANKING, [])])))),
  parent: required(RANKING),
  weights: optional(objectOf({ experts: required(percent), parent: required(percent) })),
});

/** The places of services in one or several lists, each service once: the score of rank r of k is (k - r + 1) / k. */
function readRanking(lists) {
  const ranked = new Map();
  for (const [path, list] of lists) {
    for (const [index, code] of list.entries()) {
      if (ranked.has(code)) refuse('duplicate', below(path, index), `expected every service once, got '${code}' again`);
      ranked.set(code, { n: BigInt(list.length - index), d: BigInt(list.length) });
    }
  }
  return ranked;
}

function checkMerge(byExperts, byParent, { experts, parent }) {
  const isSame = byExperts.size === byParent.size && [...byExperts.keys()].every((code) => byParent.has(code));
  if (!isSame) refuse('inconsistent', '/input/parent', 'expected both sides to rank the same services');
  if (experts + parent !== HUNDRED_PERCENT) refuse('inconsistent', '/input/weights', 'expected 100 % together');
}

function merge(input, { figures }) {
  const { experts, parent } = input;
  const weights = input.weights ?? { experts: figures['needs.weight_experts'], parent: figures['needs.weight_parent'] };
  const byExperts = readRanking(AREA_NUMBERS.map((area) => [`/input/experts/${area}`, experts[area]]));
  const byParent = readRanking([['/input/parent', parent]]);
  checkMerge(byExperts, byParent, weights);
  const scored = [...byExperts].map(([code, score]) => ({
    code,
    expertsScore: score,
    score: plus(times(score, weights.experts), times(byParent.get(code), weights.parent)),
  }));
  // Sorting keeps the order of equals, here by area and then by place in the area's list.
  scored.sort((a, b) => compareFractions(b.score, a.score) || compareFractions(b.expertsScore, a.expertsScore));
  const order = scored.map(({ code, score: { n, d } }) => ({
    service: code,
    score: fixedPoint(roundHalfUp(n * 10_000n, d * HUNDRED_PERCENT), 4),
  }));
  return { result: { order }, codes: ['rankings_weighted', ...order.map(() => 'service_ranked')] };
}

// ---------------------------------------------------------------------------------------------------------------------
// plan.fit (N-3, N-7, I-12)

const FIT_INPUT = objectOf({ available: required(money), lines: required(LINES) });

/** The greatest number of units whose rounded cost is not above what is left. */
const affordable = (units, price, left) => greatest(units, (number) => costOf(number, price) <= left);

/** As many units as are taken, from the first month on. */
function firstUnits(units, taken) {
  let left = taken;
  return units.map((number) => {
    const kept = least(number, left);
    left -= kept;
    return kept;
  });
}

function fit({ available, lines }, { readings }) {
  checkMonths(lines);
  let [left, isStopped] = [available, false];
  const [fitted, codes] = [[], []];
  for (const { service: code, unit_price: price, units } of lines) {
    const wanted = sum(units);
    const taken = isStopped ? 0n : affordable(wanted, price, left);
    const amount = costOf(taken, price);
    left -= amount;
    fitted.push({
      service: code,
      units: firstUnits(units, taken),
      amount: euro(amount),
      dropped_units: wanted - taken,
    });
    codes.push(fitCode(taken, wanted));
    if (!isStopped && taken < wanted && readings['I-12'] === 'stop') {
      isStopped = true;
      codes.push('taking_stopped');
    }
  }
  return {
    result: { lines: fitted, planned: euro(available - left), left: euro(left) },
    codes: lines.length > 0 ? codes : ['plan_without_lines'],
  };
}

function fitCode(taken, wanted) {
  if (taken === wanted) return 'line_taken_in_full';
  return taken > 0n ? 'line_taken_in_part' : 'line_not_taken';
}

// ---------------------------------------------------------------------------------------------------------------------
// Requests and responses

/** Operations: how the input is read, what is done, and which readings can matter. */
const OPERATIONS = {
  'budget.provisional': { read: provisionalInput, run: provisional, readings: () => ['I-1', 'I-3'] },
  'budget.needed': { read: () => objectOf({ lines: required(LINES) }), run: needed, readings: () => [] },
  'budget.final': { read: () => FINAL_INPUT, run: final, readings: () => ['I-2', 'I-3'] },
  'funding.total': { read: () => FUNDING_INPUT, run: funding, readings: fundingReadings },
  'plan.merge': { read: () => MERGE_INPUT, run: merge, readings: () => [] },
  'plan.fit': { read: () => FIT_INPUT, run: fit, readings: () => ['I-12'] },
};

/** I-24 cannot matter in variant 1. */
function fundingReadings(input, { figures }) {
  return (input.variant ?? figures['funding.variant']) === 1n ? ['I-10', 'I-30'] : ['I-10', 'I-24', 'I-30'];
}

const POLICIES = ['children-pilot-2018', 'children-general', 'adults-pilot-2019'];
const ENVELOPE = { id: 0, op: 0, policy: 0, readings: 0, reform: 0, lang: 0, input: 0 };

function operationNamed(name) {
  if (typeof name !== 'string') refuse('bad_request', '/op', 'expected the name of an operation');
  if (!Object.hasOwn(OPERATIONS, name))
    refuse('unknown_operation', '/op', `expected one of ${Object.keys(OPERATIONS)}`);
  return OPERATIONS[name];
}

function checkPolicy(name) {
  if (typeof name !== 'string') refuse('bad_request', '/policy', 'expected the name of a policy');
  if (!POLICIES.includes(name)) refuse('unknown_policy', '/policy', `expected one of ${POLICIES}`);
}

function checkLanguage(name) {
  if (name !== 'en' && name !== 'lv') refuse('bad_request', '/lang', 'expected en or lv');
}

/** The envelope, field by field. */
function readEnvelope(request) {
  const { members } = request;
  const operation = operationNamed(members.get('op'));
  checkPolicy(members.get('policy') ?? POLICIES[0]);
  const rules = {
    readings: readReadings(members.get('readings') ?? new JsonObject(), '/readings'),
    figures: readReform(members.get('reform') ?? new JsonObject(), '/reform'),
  };
  checkLanguage(members.get('lang') ?? 'en');
  const input = members.get('input');
  if (!(input instanceof JsonObject)) refuse('bad_request', '/input', 'expected an input object');
  checkUnknown(request, ENVELOPE, '', 'bad_request');
  return { operation, rules, input };
}

function answer(request) {
  if (!(request instanceof JsonObject)) refuse('bad_request', '', 'expected a request object');
  const { operation, rules, input } = readEnvelope(request);
  const facts = operation.read(rules)(input, '/input');
  const { result, codes } = operation.run(facts, rules);
  const consulted = operation.readings(facts, rules).map((id) => [id, rules.readings[id]]);
  return { ok: true, result, reasons: codes.map(reason), readings: Object.fromEntries(consulted) };
}

/** A response without its id: what `work` gives, or what it refuses. */
function caught(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { ok: false, error: { code: error.code, path: error.path, message: error.message } };
  }
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('bad_json', '', 'expected UTF-8');
  }
}

/** The response to one line of bytes, as JSON text. */
function respond(bytes) {
  let id = null;
  const response = caught(() => {
    if (bytes.length > LIMITS.lineBytes) refuse('too_large', '', `expected at most ${LIMITS.lineBytes} bytes`);
    const request = new JsonReader(decode(bytes)).document();
    if (request instanceof JsonObject) id = request.members.get('id') ?? null;
    checkLimits(request, '');
    checkKeys(request, '');
    return answer(request);
  });
  return toJson({ id, ...response });
}

// ---------------------------------------------------------------------------------------------------------------------
// Lines in, lines out

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Cuts a stream of bytes into lines. Of a line that is too long no more is kept than shows that it is. */
class Lines {
  constructor() {
    this.parts = [];
    this.size = 0;
  }

  keep(bytes) {
    const part = bytes.subarray(0, Math.max(0, LIMITS.lineBytes + 1 - this.size));
    if (part.length > 0) this.parts.push(part);
    this.size += part.length;
  }

  take() {
    const line = Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    return line;
  }

  /** The lines that end in these bytes. */
  *endedBy(bytes) {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.keep(bytes.subarray(start, end));
      yield this.take();
      start = end + 1;
    }
    this.keep(bytes.subarray(start));
  }
}

async function* linesOf(stream) {
  const lines = new Lines();
  for await (const bytes of stream) yield* lines.endedBy(bytes);
  yield lines.take();
}

const isBlank = (line) => line.every((byte) => JSON_SPACE.includes(String.fromCharCode(byte)));

async function main() {
  let isFirst = true;
  for await (const line of linesOf(process.stdin)) {
    const hasMark = isFirst && line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    const request = hasMark ? line.subarray(BYTE_ORDER_MARK.length) : line;
    isFirst = false;
    if (!isBlank(request)) process.stdout.write(`${respond(request)}\n`);
  }
}

process.stdout.on('error', () => process.exit(1)); // nobody reads any more
await main();
