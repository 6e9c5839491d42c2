import type { Tool } from '../fact.ts'
import { look, rule } from './rule.ts'

const JVM = String.raw`(?:[A-Za-z]:)?[\w@./\\$-]{1,240}\.(?:java|kts?|scala|groovy)`

export const JVM_TOOLS: readonly Tool[] = [
  {
    id: 'javac',
    name: 'The Java compiler',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['.java:['],
        new RegExp(`^\\[ERROR\\] (?<file>${JVM}):\\[(?<line>\\d{1,6}),\\d{1,6}\\] (?<message>.{3,240})`),
      ),
      rule(
        'problem',
        0.86,
        [': error: '],
        new RegExp(`^(?<file>${JVM}):(?<line>\\d{1,6}): (?<message>error: .{3,240})`),
      ),
      rule(
        'problem',
        0.8,
        ['COMPILATION ERROR', 'Compilation failure', 'Compilation failed'],
        /(?<message>(?:COMPILATION ERROR|Compilation failure|Compilation failed; see).{0,120})/,
      ),
    ],
    actions: [look('Compile the module alone with the JDK of the job.', 'mvn -q compile')],
  },
  {
    id: 'kotlin',
    name: 'The Kotlin compiler',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.87,
        ['e: '],
        new RegExp(
          `^e: (?:file://)?(?<file>${JVM}):(?: ?\\()?(?<line>\\d{1,6})[:,] ?\\d{1,6}\\)?:? (?<message>.{3,240})`,
        ),
      ),
      rule('problem', 0.7, ['e: '], /^(?<message>e: (?!file).{3,240})/),
    ],
    actions: [look('Compile the module alone with the JDK of the job.', './gradlew compileKotlin')],
  },
  {
    id: 'scala',
    name: 'sbt',
    category: 'compile_error',
    noun: 'build',
    depth: 2,
    rules: [
      rule(
        'problem',
        0.85,
        ['[error] '],
        new RegExp(
          `^\\[error\\] (?:-- )?(?:\\[E\\d{1,4}\\] [\\w ]{3,40}: )?(?<file>${JVM}):(?<line>\\d{1,6})(?::\\d{1,6})?:? ?(?<message>.{0,240})`,
        ),
      ),
      rule('test', 0.8, ['*** FAILED ***'], /^\[info\] - (?<test>.{3,200}) \*\*\* FAILED \*\*\*/, {
        category: 'test_failure',
      }),
      rule(
        'problem',
        0.7,
        ['TestsFailedException'],
        /^\[error\] (?<message>\(.{3,120}\) sbt\.TestsFailedException.{0,80})/,
        { category: 'test_failure' },
      ),
    ],
    actions: [look('Compile and test the module alone.', 'sbt "project MODULE" test')],
  },
  {
    id: 'maven',
    name: 'Maven',
    category: 'build_environment',
    noun: 'build',
    depth: 1,
    rules: [
      rule('problem', 0.6, ['Failed to execute goal'], /^\[ERROR\] (?<message>Failed to execute goal .{3,400})/),
      rule(
        'problem',
        0.88,
        [
          'Could not resolve dependencies',
          'Could not find artifact',
          'Non-resolvable',
          'Failed to collect dependencies',
        ],
        /(?<message>(?:Could not resolve dependencies for project|Could not find artifact|Non-resolvable \w{3,12} POM|Failed to collect dependencies).{3,300})/,
        { category: 'dependency_install' },
      ),
      rule('problem', 0.85, ['Could not transfer artifact'], /(?<message>Could not transfer artifact .{3,300})/, {
        category: 'network',
      }),
      rule(
        'problem',
        0.85,
        ['checkstyle', 'spotless', 'format violations'],
        /(?<message>(?:\[ERROR\] .{0,120}(?:checkstyle|spotless)[\w:-]{0,60}.{0,160}|The following files had format violations.{0,80}))/,
        { category: 'lint_failure' },
      ),
      rule('exit', 0.25, ['BUILD FAILURE'], /^\[(?:INFO|ERROR)\] (?<message>BUILD FAILURE)/),
    ],
    actions: [look('Run the failing module alone with errors shown.', 'mvn -e -pl MODULE verify')],
  },
  {
    id: 'gradle',
    name: 'Gradle',
    category: 'build_environment',
    noun: 'build',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.72,
        ['Execution failed for task'],
        /^(?<message>Execution failed for task '(?<component>:[\w:-]{0,120}?:?\w{0,40}(?:detekt|[kK]tlint|[cC]heckstyle|[sS]potless|[lL]int|pmd|[sS]potbugs)\w{0,60})'\.)/,
        { category: 'lint_failure' },
      ),
      rule(
        'problem',
        0.66,
        ['Execution failed for task'],
        /^(?<message>Execution failed for task '(?<component>:[\w:-]{0,120}?(?:compile|kapt|ksp)\w{0,60})'\.)/,
        { category: 'compile_error' },
      ),
      rule(
        'problem',
        0.66,
        ['Execution failed for task'],
        /^(?<message>Execution failed for task '(?<component>:[\w:-]{0,120}?\w{0,40}[tT]est\w{0,60})'\.)/,
        { category: 'test_failure' },
      ),
      rule(
        'problem',
        0.6,
        ['Execution failed for task'],
        /^(?<message>Execution failed for task '(?<component>:[\w:-]{1,160})'\.)/,
      ),
      rule('step', 0.4, ['> Task '], /^> Task (?<step>:[\w:-]{1,160}) FAILED/),
      rule(
        'problem',
        0.88,
        ['Could not resolve', 'Could not find '],
        /^> (?<message>Could not (?:resolve all|resolve|find) [\w.:' -]{3,200}.{0,120})/,
        { category: 'dependency_install' },
      ),
      rule('problem', 0.85, ['Could not GET', 'Could not HEAD'], /(?<message>Could not (?:GET|HEAD) 'http.{3,240})/, {
        category: 'network',
      }),
      rule(
        'problem',
        0.75,
        ["build file '", 'Unsupported class file', 'A problem occurred'],
        /^(?:\* )?(?<message>(?:A problem occurred (?:evaluating|configuring)|Build file '|.{0,80}Unsupported class file major version|.{0,20}build file ').{3,200})/,
        { category: 'build_environment' },
      ),
      rule(
        'problem',
        0.8,
        ['detekt', 'ktlint', 'spotless', 'Checkstyle'],
        /^> (?<message>(?:Analysis failed with|KtLint|.{0,80}format violations|Checkstyle rule violations).{0,200})/,
        { category: 'lint_failure' },
      ),
      rule(
        'problem',
        0.78,
        ['.kt:'],
        new RegExp(`^(?<file>${JVM}):(?<line>\\d{1,6}):\\d{1,6}: (?<message>.{3,200} \\((?<code>[\\w:-]{3,60})\\))$`),
        { category: 'lint_failure' },
      ),
      rule('exit', 0.25, ['BUILD FAILED'], /^(?<message>BUILD FAILED in .{1,30})/),
    ],
    actions: [look('Run the failing task alone with its stack.', './gradlew TASK --stacktrace')],
  },
  {
    id: 'java',
    name: 'The JVM',
    category: 'code_defect',
    noun: 'program',
    depth: 1,
    rules: [
      rule(
        'problem',
        0.55,
        ['Exception', 'Error'],
        /^(?:Exception in thread "[^"]{1,80}" |Caused by: )(?<message>(?:[a-z][\w]{0,40}\.){1,10}[A-Z]\w{2,80}(?:Exception|Error).{0,240})/,
      ),
    ],
    actions: [look('Open the first place of the deepest cause that is the project’s own class.')],
  },
]
