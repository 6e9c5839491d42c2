import { describe, expect, it } from 'vitest'
import { maskTemplate } from './guard-analysis.ts'
import { isKnownNumber, standingOf } from './vocabulary.ts'
import { ERROR_CLASSES } from './words/error-classes.ts'
import { EVERYDAY_WORDS } from './words/everyday-words.ts'
import { FUNCTION_WORDS } from './words/function-words.ts'
import { TECHNICAL_NOUNS } from './words/technical-nouns.ts'
import * as terms from './words/technical-terms.ts'
import { TECHNICAL_VERBS } from './words/technical-verbs.ts'

const wordsOf = (table: string) => table.split(/\s+/).filter(Boolean)
const staying = (word: string) => !['unknown', 'everyday', 'function'].includes(standingOf(word))

/** Common first names, surnames, street words, days and months, many of which are words too. */
const NAMES = `
aaron abbott abby abel adam adams adrian agnes ahmed aiden aisha alan albert alberto alec alejandro alex alexa
alexander alexis alfred ali alice alison allan allen alma alonzo alvin amanda amber amelia amos amy ana andre
andrea andrew andy angel angela angelo anita ann anna anne annie anthony antonio apr april archer archie ariel
arlo armstrong arnold art arthur ash asher ashley aspen astrid athena atlas aubrey audrey aug august aurora
austin autumn ava avenue avery axel baker baldwin banks barbara barker barnes barry bart basil bauer bea beau
beck becker becky bell bella ben bennett benny berg bernard berry bert beth betty bill billy bishop bjorn black
blair blake blanche bloom blue bob bobby bond bonnie booth boris boulevard brad bradley brady brand brandon
brandy brant braun brent brett brian briar brice bridget brook brooke brooks brown bruce bruno bryan bryant buck
bud buddy burke burns burton bush butler byron cain caleb calvin cameron camilla camp campbell candace candy
cannon carey carl carla carlos carlton carmen carol caroline carpenter carr carrie carroll carter cary case
casey cash cassidy castle catherine cecil cedar celeste chad chance chandler chang chapman charity charles
charlie charlotte chase chavez chen cherry chester chestnut chip chloe chris christian christina christine
christopher chuck church claire clara clarence clark clarke claude clay clayton cliff clifford clint clinton
clyde cobb cody colby cole coleman colin collins colt combs connie conrad conway cook cooper cora corbin corey
cory court cox craig crane crescent cruz crystal curt curtis cynthia dahlia daisy dakota dale dallas dalton
damon dan dana daniel danny dante daphne dave david davis dawn dawson day dean debbie deborah dec december dee
della denis denise dennis denver derek desmond destiny devin devon dexter diamond diana diane dick diego dillon
dion dirk dixon dolly dolores dominic don donald donna dora doris dorothy doug douglas doyle drake drew duane
duke duncan dusty dwayne dwight dylan earl easton eddie eden edgar edith edmund edward edwin eileen elaine
eleanor elena eli elijah elisa elizabeth ella ellen elliot ellis elm elmer elsa elsie elvis emerson emily emma
eric erica erik erin ernest esther ethan eugene eva evan evans eve evelyn everett ezra faith farmer fay feb
february felicia felix fernando finn fischer fisher fleming fletcher flora florence floyd ford forest forrest
foster fowler fox frances francis frank franklin fred frederick freeman french fri friday frost fuller gabriel
gage gail garcia gardner garrett gary gates gavin gay gene george gerald gibson gilbert gill gina ginger gladys
glen glenn gloria gold golden gomez gonzalez good gordon grace graham grant graves gray green greene greg
gregory greta griffin gupta gus guy gwen hadley hall hank hanna hannah hans harley harmony harold harper harris
harrison harry hart hartmann harvey hassan hawk hayden hayes hazel heath heather hector heidi helen helena henry
herbert herman hermes hernandez hicks highland hill hillcrest hilton ho hobbs hoffman hoffmann hofmann holder
holland holly holmes homer hood hope horn houston howard hudson hugh hughes hugo hunt hunter hussein ian ida ike
imani ingrid ira irene iris irma isaac isabel ivan ivanov ivy jack jackie jackson jacob jade jake james jamie
jan jane janet janice january jared jasmine jason jasper jay jean jeff jeffrey jenna jennifer jenny jeremy
jerome jerry jersey jess jesse jessica jesus jewel jill jim jimmy jo joan joanna joe joel joey john johnny
johnson jon jonah jonathan jones jordan jose joseph josh joshua joy joyce juan juanita judd jude judge judy jul
jules julia julian julie july jun june justice justin kai kaiser kane karen karl karla karma kat kate katherine
kathleen kathy katie kay keith kelly ken kendall kennedy kenneth kent kerry kevin khan kim king kirk kit klein
knight koch kofi kong krause kruger kumar kurt kyle lacey lake lakeview lamb lance land lane lang lange lara
larry lau laura laurel lauren laurie law lawrence leah lee lehmann leigh lena leo leon leonard leroy leslie
lester levi lewis lexi li liam lila lily lin lincoln linda lindsay lisa little liu liz lloyd logan lois lola
long lopez lorenzo lori lou louis louise love lucas lucia lucille lucy luis luke luna luther lydia lyle lynch
lynn mabel mace mack mackenzie macy maddox madison mae maggie malcolm mandy manning maple mar marc march marcia
marco marcus margaret maria marie marilyn marina mario marion maris marjorie mark marks marley marlon marsh
marsha marshall martha martin martinez marvin mary mason mateo matilda matt matthew maurice maverick maxine
maxwell may maya mccarthy meadow megan mel melanie melissa melody mercedes mercury mercy meredith merritt mews
meyer mia michael michelle miguel mike mila miles miller mills milton mimi mindy miranda mitch mitchell mohammed
moira molly mon mona monday monica monk monroe moody moon moore morales morgan morris morse moses moss muhammad
muller murphy murray myers myra nadia nancy naomi nash natalie natasha nathan neal ned neil nell nelson neo nero
neumann newman newton ng nguyen nicholas nick nicole nigel nina noah noble noel nolan nora norma norman north
norton nov nova novak november oak oakley oct octavia october odin olga olive oliver olivia ollie omar opal
orion orlando oscar otis otto owen owens pace paco paige palmer pam pamela paris park parker parks parry parson
parsons pascal pat patel patience patricia patrick patsy patton patty paul paula pauline payne pearl pedro peggy
penny percy perez perkins perry pete peter peters petra petrov peyton phil philip phillip phoebe phoenix pierce
pine piper pitt pol polly poole pope porter potter powell powers pratt prescott presley preston price prince
priscilla proctor prudence quentin quinn rachel rae ralph ramirez ramon ramona ramos ramsey rand randall randy
ranger raphael raven ray raymond reagan rebecca reed reese regina reid remy rene reuben rex reyes reynolds rhett
rhoda rhonda rice rich richard richards richie richter rick ricky rider riley rio rita rivera rivers riverside
road rob robert roberta roberto roberts robin robinson rocco rocky rod rodney rodriguez roger rogers roland
roman romeo ron ronald ronnie rory rosa rosalie rosario rose rosemary ross rowan rowe roy ruben rudy rufus russ
russell rusty ruth ryan ryder sabrina sadie sage sal sally sam samantha sammy samson samuel sanchez sanders
sandra sandy santiago santos sara sarah sasha sat saturday saul savage savannah sawyer scarlett schmidt
schneider schulz schwarz scott sean sebastian selena sep september sergio seth shane shannon shari sharma sharon
sharp shaun shaw shawn sheila shelby sheldon shelly shepherd sheri sherman sherry shirley sid sidney sierra
silas silver silvia simon simone simpson singh sky skye skylar slater sloan smith snow snyder sofia sol solomon
sonia sonny sophia sophie sparks spencer square stacey stacy stan stanley star stark station stella stephanie
stephen sterling steve steven stevens stewart stone storm street stuart sue sullivan summer summers sun sunday
sunny sunset susan susie sutton suzanne sydney sylvia tabitha tamara tammy tan tanner tanya tara tate taylor ted
temple terence teresa terrace terrance terri terry tess tessa thea thelma theo theodore theresa thomas thompson
thor thorn thornton thu thursday tiffany tim timothy tina tobias toby todd tom tommy toni tony torres tracey
tracy travis trent trevor trinity trish trixie troy tucker tue tuesday turner ty tyler tyra tyrone ulysses uma
una ursula val valentina valentine valerie vance vanessa vaughn vega velma venus vera vern vernon veronica vic
vicki vicky victor victoria vince vincent viola violet virgil virginia vivian wade wagner walker wallace wally
walnut walsh walt walter wanda wang ward warner warren washington waters watkins watson watt watts waylon wayne
weaver webb weber webster wed wednesday weeks welch wells wendy werner wes wesley west wheeler whitaker white
whitney wilbur wild wilder wiley will willa willard william williams willie willis willow wilma wilson winston
winter winters wise wolf wolfe wong wood woods woodward woody worth wren wright wu wyatt xander xavier xu yang
yolanda york young yvette yvonne zach zachary zane zara zeke zelda zhang zimmermann zoe zora
`

/** Technical words that are names as well: kept for the reasons given in `everyday-words.ts`, and only near a technical word. */
const NAMES_WITH_A_REASON = `
bridge cassandra delta django drive echo field fields head helm jenkins jobs kafka key keys main max page root ruby
singleton spark swift
`

/** The commonest nouns, verbs and adjectives of letters, chats and diaries that no technical text needs. */
const EVERYDAY = `
afraid afternoon airport alone angry animal apartment apple aunt baby bag ball beach beautiful bed beer
bird birthday boat bottle boy bread breakfast brother cake car chair cheese chicken children christmas church city
clothes coat coffee cousin cry dance daughter dear death dinner dinosaur doctor dog door dream dress eye
evening family farm father feel fish flower food foot forest friend fruit garden girl glad glass grandmother grass hair
hand happy hat heart holiday hospital hotel house hungry husband kiss kitchen knee lady lake laugh leg life lips love
lover lunch man meat men milk money moon morning mother mountain mouth music neighbour newspaper nose ocean office
party people person phone picture pretty rain restaurant rich river sad salary school sea secretive shirt shoe sick
sing sister sky smile snow son song sorry street sugar summer sun sunny swim teacher tears teeth tired tomorrow town
toy uncle village voice water weather wedding wife wind winter woman women wonderful
`

describe('the vocabulary', () => {
  it('has about five thousand reviewed technical words and at most three hundred function words', () => {
    const technical = new Set(
      [TECHNICAL_NOUNS, TECHNICAL_VERBS, ...Object.values(terms)]
        .flatMap(wordsOf)
        .map((word) => word.replace(/[!~]/g, '')),
    )
    expect(technical.size).toBeGreaterThan(4_000)
    expect(technical.size).toBeLessThan(5_500)
    expect(new Set(wordsOf(FUNCTION_WORDS)).size).toBeLessThanOrEqual(300)
  })

  it('keeps no name of a person, a street, a day or a month', () => {
    expect(wordsOf(NAMES).filter(staying)).toEqual([])
  })

  it('keeps technical words that are names only beside technical words', () => {
    expect(wordsOf(NAMES_WITH_A_REASON).filter((word) => standingOf(word) !== 'everyday')).toEqual([])
    expect(maskTemplate('Max Swift met Ruby Jenkins on the bridge')).toBe('<*>')
  })

  it('knows no word of letters and diaries', () => {
    expect(wordsOf(EVERYDAY).filter((word) => standingOf(word) !== 'unknown')).toEqual([])
  })

  it('lists words in lower case, once in a table, and everyday words only where a technical table has them', () => {
    for (const table of [TECHNICAL_NOUNS, TECHNICAL_VERBS, EVERYDAY_WORDS, FUNCTION_WORDS, ...Object.values(terms)]) {
      const words = wordsOf(table)
      expect(words.filter((word, i) => words.indexOf(word) !== i || word !== word.toLowerCase())).toEqual([])
    }
  })

  it('knows the standard error classes of each language', () => {
    expect(wordsOf(ERROR_CLASSES).filter((name) => standingOf(name) === 'unknown')).toEqual([])
    for (const name of [
      'NullPointerException',
      'ModuleNotFoundError',
      'RangeError',
      'TaskCanceledException',
      'NoMethodError',
    ])
      expect(standingOf(name)).toBe('technical')
  })

  it('keeps integers below 1,000 and no longer ones', () => {
    expect(standingOf('999')).toBe('number')
    expect(standingOf('1000')).toBe('unknown')
  })

  it('keeps codes of failures: errno, SQLSTATE, compilers, databases', () => {
    for (const code of ['ECONNREFUSED', 'ENOSPC', '40P01', 'TS2345', 'E0308', 'CS0103', 'MSB4019', 'SIGKILL'])
      expect(standingOf(code), code).toBe('technical')
    expect(maskTemplate('ORA-00942: table or view does not exist')).toBe('ORA-00942: table or view does not exist')
  })

  it('keeps a long number only where the word before says what it is', () => {
    expect(isKnownNumber('23505', 'SQLSTATE')).toBe(true)
    expect(isKnownNumber('23505', 'zip')).toBe(false)
    expect(maskTemplate('connect to localhost:5432 failed, code 5432')).toBe(
      'connect to localhost:5432 failed, code <*>',
    )
  })

  it('keeps the placeholders of the redactor', () => {
    expect(maskTemplate('Failed password for root from [IP_1], card [CARD_2]')).toContain('[IP_1], <*> [CARD_2]')
  })

  it('keeps no address, date or telephone number made of small numbers', () => {
    for (const number of ['10.0.3.17', '1.2.3.4', '12.05.198', '555-123-456', '555 123 456', 'ip-10-0-3-17'])
      expect(maskTemplate(`connection ${number} failed`), number).toBe('connection <*> failed')
    expect(maskTemplate('parser.ts:927:13 error in version 2.4.0')).toBe('parser.ts:927:13 error in version 2.4.0')
  })

  it('takes a word of parts only if each part is known', () => {
    expect(standingOf('maxPoolSize')).toBe('technical')
    expect(standingOf('HTTPSConnectionPool')).toBe('technical')
    expect(standingOf('HikariPool')).toBe('unknown')
    expect(standingOf('marryMe')).toBe('unknown')
  })

  it('builds no word of initials and syllables', () => {
    expect(standingOf('IdIoIs')).toBe('unknown')
    expect(standingOf('e')).toBe('unknown')
  })
})
