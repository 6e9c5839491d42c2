/** Words that carry grammar and nothing else; at most 300. They stay only beside a technical word that stays. */
export const FUNCTION_WORDS = `
a about above across after again against all almost already also although always an and another any anyway are aren as
at be because been before being below besides between both but by can cannot could couldn currently did didn directly do
does doesn doing don done due during each either else enough etc even ever every exactly except few first following for
from further had hadn has hasn have haven having he hence her here hers him his how however if in indeed instead into is
isn it its itself just last later least less likely ll longer many maybe me might more moreover most much must my near
nearly neither never nevertheless next no none nor not now of off often on once one only onto or other others otherwise
our out over own per perhaps quite rather re really same second several shall she should shouldn similarly since so some
soon still such than that the their them then there therefore these they third this those though through throughout thus
to together too toward towards twice two under unless until up upon us usually ve very via was wasn we were weren what
whatever when whenever where whereas wherever whether which whichever while who whose why with within without won
wouldn yes yet you your
`
