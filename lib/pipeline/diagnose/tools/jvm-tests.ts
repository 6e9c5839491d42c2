import type { Tool } from '../fact.ts'
import { change, look, rule } from './rule.ts'

const JVM = String.raw`(?:[A-Za-z]:)?[\w@./\\$-]{1,240}\.(?:java|kts?|scala|groovy)`

export const JVM_TEST_TOOLS: readonly Tool[] = [
  {
    id: 'junit',
    name: 'JUnit',
    category: 'test_failure',
    noun: 'test run',
    depth: 1,
    rules: [
      rule(
        'test',
        0.83,
        ['<<< '],
        /^\[ERROR\] (?<test>[\w.$(){}[\], -]{3,240}?) (?:--|-) Time elapsed: [\d.,]{1,12} s <<< (?:FAILURE|ERROR)!/,
      ),
      rule(
        'test',
        0.83,
        ['<<< '],
        /^(?:\[ERROR\] )?(?<test>[\w.$()-]{3,240}) Time elapsed: [\d.,]{1,12} s(?:ec)? <<< (?:FAILURE|ERROR)!/,
      ),
      rule('test', 0.8, [' FAILED'], /^(?<test>[\w.$]{2,160}(?: > [^>]{1,160}){1,4}?)(?:\(\))? FAILED$/),
      rule(
        'problem',
        0.75,
        ['[ERROR] '],
        /^\[ERROR\] (?<test>[\w.$]{3,200}(?:\.|->)[\w$]{1,120}):(?<line>\d{1,6})(?:->[\w.$:]{1,160})? (?<message>.{3,240})/,
      ),
      rule(
        'problem',
        0.7,
        ['AssertionFailedError', 'AssertionError', 'ComparisonFailure'],
        /^(?:Caused by: )?(?<message>(?:org\.opentest4j\.|java\.lang\.|org\.junit\.|junit\.framework\.)(?:AssertionFailedError|AssertionError|ComparisonFailure).{0,240})/,
      ),
      rule(
        'file',
        0.45,
        ['at '],
        /^at (?:[\w.$/]{3,200}Tests?\.[\w$]{1,120})\((?<file>\w{1,120}\.(?:java|kt)):(?<line>\d{1,6})\)/,
      ),
      rule(
        'total',
        0.72,
        ['Tests run:'],
        /^(?:\[ERROR\] |\[WARNING\] )?(?<message>Tests run: (?<count>\d{1,7}), (?:Failures: [1-9]\d{0,6}, Errors: \d{1,7}|Failures: 0, Errors: [1-9]\d{0,6}).{0,100})/,
      ),
      rule(
        'total',
        0.7,
        ['tests completed,'],
        /^(?<message>(?<count>\d{1,7}) tests? completed, (?<failed>[1-9]\d{0,6}) failed.{0,60})/,
      ),
      rule(
        'problem',
        0.6,
        ['There were failing tests', 'There are test failures'],
        /(?<message>(?:There were failing tests|There are test failures).{0,160})/,
      ),
    ],
    actions: [look('Run the failing test alone.', 'mvn -Dtest=CLASS#METHOD test')],
  },
  {
    id: 'checkstyle',
    name: 'Checkstyle',
    category: 'lint_failure',
    noun: 'lint run',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.8,
        ['.kt:'],
        /^(?<file>[\w@./\\-]{1,240}\.kts?):(?<line>\d{1,6}):\d{1,6}: (?<message>.{3,200} \[(?<code>[A-Z]\w{3,60})\])$/,
      ),

      rule(
        'problem',
        0.8,
        ['[ERROR] ', '[ant:checkstyle]'],
        new RegExp(
          `^(?:\\[ERROR\\]|\\[ant:checkstyle\\] \\[ERROR\\]) (?<file>${JVM}):(?<line>\\d{1,6})(?::\\d{1,6})?: (?<message>.{3,200} \\[(?<code>\\w{3,60})\\])`,
        ),
      ),
    ],
    actions: [change('Mend the named lines and run the check again.')],
  },
]
