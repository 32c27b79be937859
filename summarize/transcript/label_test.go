package transcript

import (
	"slices"
	"strings"
	"testing"

	"parley/article"
	"parley/summarize/attribution"
)

// What a reader would write behind a name, or leave out.
func TestNamesAndRoles(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, speaker, role string }{
		"a role before the name":             {"“We will not gamble with safety,” company CEO Martin Berg said.", "Martin Berg", "CEO"},
		"an apposition is fuller":            {"“Ice keeps the danger high,” said Martin Berg, Tern Marine's chief forecaster.", "Martin Berg", "Tern Marine's chief forecaster"},
		"one with a body":                    {"“Boats are dear,” Martin Berg, vice president of Tern Marine & Sons, told reporters.", "Martin Berg", "vice president of Tern Marine & Sons"},
		"a list is no role":                  {"“Boats are dear,” said Martin Berg, who met Lena Moe, council members and a pilot.", "Martin Berg", ""},
		"a name that points elsewhere":       {"“Boats are dear,” Martin Berg, director at the company, said.", "Martin Berg", ""},
		"the fullest name of the article":    {"Martin Berg runs a yard. “Boats are dear,” Mr. Berg said on Monday.", "Martin Berg", ""},
		"with an initial":                    {"The town chose Martin T. Berg. “Boats are dear,” Berg said on Monday.", "Martin T. Berg", ""},
		"with a particle":                    {"Mayor Martin de Berg runs a yard. “Boats are dear,” De Berg said on Monday.", "Martin de Berg", "Mayor"},
		"a full stop ends no name":           {"The town wrote the bill. Martin Berg read it. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"adviser to a Mr.":                   {"“Boats are dear,” said Martin Berg, a senior adviser to Mr. Lund, on Monday.", "Martin Berg", "senior adviser to Mr. Lund"},
		"whose engineer":                     {"“Boats are dear,” the company's chief security officer Martin Berg said.", "Martin Berg", "chief security officer"},
		"whose, in more words":               {"The island hospital is full. “Boats are dear,” the hospital’s director, Martin Berg, said.", "Martin Berg", "director of the island hospital"},
		"whose, by its name":                 {"The Tern Valley railway closed on Monday. “Boats are dear,” said Martin Berg, the railway’s chief engineer.", "Martin Berg", "chief engineer of the Tern Valley railway"},
		"no name but a sentence's start":     {"When hospital staff left, it closed. “Boats are dear,” said Martin Berg, the hospital’s director.", "Martin Berg", "director"},
		"which of two":                       {"The Tern railway and the Halvik railway closed. “Boats are dear,” said Martin Berg, the railway’s chief engineer.", "Martin Berg", "chief engineer"},
		"a state of two words":               {"Three days after an Internet video surfaced showing North Carolina Rep. Martin Berg in a physical confrontation with a young man, the lawmaker said he is sorry. “Boats are dear,” Berg said.", "Martin Berg", "North Carolina Rep."},
		"a body that is named only later":    {"The town's committee met on Monday. “Boats are dear,” the committee’s chairman, Martin Berg, said. Bo Lund leads the Norland National Committee.", "Martin Berg", "chairman of the town's committee"},
		"half of what somebody is":           {"Popular Christian and corporate speaker Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Christian and corporate speaker"},
		"a colleague of his":                 {"“Boats are dear,” said Martin Berg, his hawkish North Carolina colleague and ex-rival in the race for the harbour.", "Martin Berg", ""},
		"a body within a body within one":    {"“Boats are dear,” said Martin Berg, director of the Center for Coastal Boats and Harbours at the Ostrand Institute of the Northern Sea at Halvik University.", "Martin Berg", "director of the Center for Coastal Boats and Harbours"},
		"a part of a body":                   {"“Boats are dear,” said Martin Berg, the Ada and Bo Lund Chair in Northern Fisheries Policy in the Coastal Studies Program at the Ostrand Institute.", "Martin Berg", "Ada and Bo Lund Chair in Northern Fisheries Policy at the Ostrand Institute"},
		"of which committee":                 {"“Boats are dear,” Committee Chairman Rep. Martin Berg said.", "Martin Berg", ""},
		"a trade in capitals":                {"“Boats are dear,” says Martin Berg, an IT professional from Halvik.", "Martin Berg", "IT professional from Halvik"},
		"a campus":                           {"“Boats are dear,” said Martin Berg, a professor at the University of California, San Diego.", "Martin Berg", "professor at the University of California, San Diego"},
		"a list of what somebody was":        {"“Boats are dear,” said Martin Berg, a former envoy, secretary of State and senator, on Monday.", "Martin Berg", "former envoy, secretary of State and senator"},
		"the writer's praise":                {"For Martin Berg, a consummate tactician who won twice, it is a test. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"minister of what":                   {"Transport Minister Martin Berg closed a pier. “Boats are dear,” Berg said.", "Martin Berg", "Transport Minister"},
		"whose, told further up":             {"A boat was lost on Monday, Tern Ferries said.\n\nIt was old.\n\n“Boats are dear,” said the company’s director, Martin Berg.", "Martin Berg", "Tern Ferries’ director"},
		"whose son":                          {"“Boats are dear,” said Martin Berg, a son.", "Martin Berg", ""},
		"what somebody is now":               {"“Boats are dear,” harbour chief Martin Berg, a retired general, said.", "Martin Berg", "harbour chief"},
		"a title of a list":                  {"Reps. Ada Lind (Calif.), Martin Berg (Wis.) and Bo Moe (Mass.) came. “Boats are dear,” Martin Berg said.", "Martin Berg", "representative from Wisconsin"},
		"a chief of staff":                   {"“Boats are dear,” chief of staff Martin Berg said.", "Martin Berg", "chief of staff"},
		"who somebody was":                   {"“Boats are dear,” said Martin Berg, who was the director of Tern Marine.", "Martin Berg", "former director of Tern Marine"},
		"a leaning is no role":               {"“Boats are dear,” liberal Martin Berg said.", "Martin Berg", ""},
		"editor in chief":                    {"“Boats are dear,” Quay Post editor in chief Martin Berg said.", "Martin Berg", "Quay Post editor in chief"},
		"two titles":                         {"“Boats are dear,” Harbor Committee Chairman Rep. Martin Berg said.", "Martin Berg", "Harbor Committee Chairman"},
		"behind a party's mark":              {"“Boats are dear,” said Rep. Martin Berg (D-Ohio), chairman of the Harbor Committee.", "Martin Berg", "chairman of the Harbor Committee"},
		"first of a party":                   {"“Boats are dear,” said Rep. Martin Berg, the top Democrat on the Harbor Committee.", "Martin Berg", "top Democrat on the Harbor Committee"},
		"of an office, not a name":           {"“Boats are dear,” said Martin Berg, a spokesman for the special counsel.", "Martin Berg", "spokesman for the special counsel"},
		"a cleric":                           {"“Boats are dear,” Rabbi Martin Berg said on Monday.", "Martin Berg", "Rabbi"},
		"a junior":                           {"“Boats are dear,” said Martin T. Berg Jr., a lawyer for Tern Marine.", "Martin T. Berg Jr.", "lawyer for Tern Marine"},
		"where another one is from":          {"Speaker Lena Moe of Ohio and Senator Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Senator"},
		"a verb of the headline":             {"Old Man Lund Finally Endorses House Speaker Martin Berg.\n\nThe town met. “Boats are dear,” House Speaker Martin Berg said.", "Martin Berg", "House Speaker"},
		"a verb before it":                   {"The town endorsed Republican candidate Martin Berg. “Boats are dear,” Berg said.", "Martin Berg", "Republican candidate"},
		"what he would be":                   {"Martin Berg hopes for a vote. Nobody wants a President Berg. “Boats are dear,” Mr. Berg said.", "Martin Berg", ""},
		"a chief executive":                  {"“Boats are dear,” Quay-Lund CEO Zorine Berg said.", "Zorine Berg", "Quay-Lund CEO"},
		"behind an age":                      {"“Boats are dear,” said Martin Berg, 22, a student at Ostrand College.", "Martin Berg", "student at Ostrand College"},
		"who somebody was, without a the":    {"“Boats are dear,” said Martin Berg, who was president of Ardovia from 2006 to 2012.", "Martin Berg", "former president of Ardovia"},
		"a party's name tells least":         {"“Boats are dear,” Republican Martin Berg, the former Ohio governor, said.", "Martin Berg", "former Ohio governor"},
		"more of the same office":            {"“Boats are dear,” general Martin Berg, a retired four-star general, said.", "Martin Berg", "retired four-star general"},
		"one of two":                         {"“Boats are dear,” said Martin Berg, a Texas media consultant and an influential Hispanic Republican.", "Martin Berg", "Texas media consultant"},
		"a rival is nobody's role":           {"“Boats are dear,” Democratic rival Martin Berg said.", "Martin Berg", ""},
		"secretary of what":                  {"“Boats are dear,” Secretary Martin Berg said.", "Martin Berg", ""},
		"what somebody does is no role":      {"“Boats are dear,” said Martin Berg, underscoring the doubts about a nominee.", "Martin Berg", ""},
		"a sentence is no role":              {"From Lund to Moe and Martin Berg, people have never elected a pessimistic president. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"the one department":                 {"The Department of Harbour Security said so. “Boats are dear,” said Lena Berg, a spokeswoman for the department.", "Lena Berg", "spokeswoman for the Department of Harbour Security"},
		"one of two departments":             {"The Harbour Department and the Fish Department met. “Boats are dear,” said Lena Berg, a spokeswoman for the department.", "Lena Berg", ""},
		"of what country":                    {"“Boats are dear,” Prime Minister Martin Berg of Norway said.", "Martin Berg", "Prime Minister of Norway"},
		"not in office yet":                  {"“Boats are dear,” Senator-elect Martin Berg said.", "Martin Berg", "Senator-elect"},
		"two offices in a row":               {"“Boats are dear,” Republican presidential candidate Ohio Senator Martin Berg said.", "Martin Berg", "Republican presidential candidate"},
		"who was something, at a start":      {"Former prosecutor and Halvik Mayor Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "former prosecutor and Halvik Mayor"},
		"which school is in the clause":      {"“Boats are dear,” said Martin Berg, a history teacher at the high school that held the meeting.", "Martin Berg", "history teacher"},
		"a verb behind it":                   {"Martin Berg, president of the Harbour Club stated, “Boats are dear.”", "Martin Berg", "president of the Harbour Club"},
		"the only one who did":               {"“Boats are dear,” said Martin Berg, the only candidate to sail to Halvik.", "Martin Berg", ""},
		"a delegate":                         {"“Boats are dear,” said Martin Berg, a Moe delegate from Halvik.", "Martin Berg", "Moe delegate from Halvik"},
		"whose side he is on":                {"“Boats are dear,” said Martin Berg, a Moe supporter.", "Martin Berg", "Moe supporter"},
		"an office tells more than that":     {"“Boats are dear,” said Ohio Senator Martin Berg, a prominent Moe supporter.", "Martin Berg", "Ohio Senator"},
		"nobody's supporter":                 {"“Boats are dear,” said Martin Berg, a supporter.", "Martin Berg", ""},
		"one of a party":                     {"“Boats are dear,” said Martin Berg, a Democrat from Halvik.", "Martin Berg", "Democrat from Halvik"},
		"between dashes":                     {"Martin Berg - the mayor of Halvik - was there. “Boats are dear,” Berg said.", "Martin Berg", "mayor of Halvik"},
		"like whom somebody is":              {"Martin Berg, like his brother, sails. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"what somebody is doing":             {"“Boats are dear,” said Martin Berg, a pollster working for Tern Marine.", "Martin Berg", "pollster"},
		"the first who was elected":          {"“Boats are dear,” said Martin Berg, the first mayor elected in May.", "Martin Berg", ""},
		"whom somebody served":               {"Martin Berg, who served as harbour counsel under Mr. Lund's father, was there. “Boats are dear,” Berg said.", "Martin Berg", "former harbour counsel under Mr. Lund's father"},
		"whose strategist somebody was":      {"“Boats are dear,” said Martin Berg, who was Bo Lund's chief strategist.", "Martin Berg", "Bo Lund’s former chief strategist"},
		"who owns it":                        {"“Boats are dear,” said Martin Berg, who owns the Dunby shipyard.", "Martin Berg", "owner of the Dunby shipyard"},
		"who owns what is told elsewhere":    {"“Boats are dear,” said Martin Berg, who owns it.", "Martin Berg", ""},
		"where somebody works":               {"“Boats are dear,” said Martin Berg, who works at a shipyard in Dunby.", "Martin Berg", "who works at a shipyard in Dunby"},
		"works where is told elsewhere":      {"“Boats are dear,” said Martin Berg, who works at the yard.", "Martin Berg", ""},
		"whose father":                       {"Martin Berg, whose father was the Lund family pastor at St. Ann's, came. “Boats are dear,” Berg said.", "Martin Berg", "whose father was the Lund family pastor"},
		"where what he leads is":             {"“Boats are dear,” said Martin Berg, co-director of the Harbour and Coastal Security Program at Halvik University's Lindgaard Center for Boats.", "Martin Berg", "co-director of the Harbour and Coastal Security Program at Halvik University"},
		"from where":                         {"Martin Berg of Laconia, N.H., stood up. “Boats are dear,” Berg said.", "Martin Berg", "of Laconia, N.H."},
		"the office first":                   {"The head of Tern Marine, Martin Berg, was there. “Boats are dear,” Berg said.", "Martin Berg", "head of Tern Marine"},
		"a list opens so, too":               {"The head of Tern Marine, Martin Berg and Lena Moe were there. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"one of two of an office":            {"“We sail.” Former Norvian presidents Lena Moe and Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "former Norvian president"},
		"of an institute":                    {"“Boats are dear,” said Martin Berg of the Coastal Policy Institute.", "Martin Berg", "Coastal Policy Institute"},
		"of a firm":                          {"“Boats are dear,” said Martin Berg of the digital consulting firm Ostra.", "Martin Berg", "digital consulting firm Ostra"},
		"who leads a body":                   {"The Teachers’ Union met. “Boats are dear,” said Martin Berg, who leads the union.", "Martin Berg", "leader of the Teachers’ Union"},
		"its president":                      {"The Hoteliers’ Association wants to sue. “Boats are dear,” said its president, Martin Berg.", "Martin Berg", "president of the Hoteliers’ Association"},
		"its chairwoman, at a start":         {"The Quayside Swimmers want a roof. Its chairwoman, Lena Berg, came. “Boats are dear,” Berg said.", "Lena Berg", "chairwoman of the Quayside Swimmers"},
		"the authority’s director":           {"The Coastal Authority met. “Boats are dear,” said the authority’s director, Martin Berg.", "Martin Berg", "director of the Coastal Authority"},
		"who runs what was named":            {"The fair moves to the lake. “Boats are dear,” said Martin Berg, who has run the fair for ten years.", "Martin Berg", "head of the fair"},
		"of what state":                      {"“Boats are dear,” Sen. Martin Berg (R-Ohio) said.", "Martin Berg", "senator from Ohio"},
		"of what state, in words":            {"“Boats are dear,” said Senator Martin Berg, a New Mexico Republican who sails.", "Martin Berg", "senator from New Mexico"},
		"a state whose code is a word":       {"“Boats are dear,” Governor Martin Berg (D-OR) said.", "Martin Berg", "governor of Oregon"},
		"and within what he is":              {"“Boats are dear,” said Martin Berg, research and policy director of the Coastal Institute.", "Martin Berg", "research and policy director of the Coastal Institute"},
		"a list names others":                {"“Boats are dear,” said Martin Berg, the council and the mayor of Halvik.", "Martin Berg", ""},
		"a visiting fellow":                  {"“Boats are dear,” said Martin Berg, a visiting fellow at the Coastal Institute.", "Martin Berg", "visiting fellow at the Coastal Institute"},
		"a writer's adjective":               {"“Boats are dear,” said Martin Berg, the far-sailing director of Tern Marine.", "Martin Berg", "director of Tern Marine"},
		"the first of two long ones":         {"“Boats are dear,” said Martin Berg, managing partner of the shipping bank Ostra Light and Lund and author of The Age of Cheap and Plentiful Boats.", "Martin Berg", "managing partner of the shipping bank Ostra Light and Lund"},
		"such as whom":                       {"“Boats are dear,” said Martin Berg, a former aide to Halvik mayors such as Bo Moe.", "Martin Berg", "former aide to Halvik mayors"},
		"at what time":                       {"“Boats are dear,” said Martin Berg, the minister of finance at the time the tax came.", "Martin Berg", "former minister of finance"},
		"for several things":                 {"“Boats are dear,” said Martin Berg, deputy secretary of state for boats, fish and quays.", "Martin Berg", "deputy secretary of state for boats, fish and quays"},
		"from a town in a state":             {"“Boats are dear,” said Martin Berg, a truck driver from Dunby, Mo., who sails.", "Martin Berg", "truck driver from Dunby, Mo."},
		"from a town, and behind it":         {"“Boats are dear,” said Martin Berg, a truck driver from Dunby, Lena Moe and Bo Lund.", "Martin Berg", "truck driver from Dunby"},
		"what he is now":                     {"“Boats are dear,” said Martin Berg, a Lund campaign aide during the war and now director of the Coastal Institute.", "Martin Berg", "director of the Coastal Institute"},
		"what he was, and is now":            {"“Boats are dear,” said Martin Berg, a former aide to Mr. Lund and currently a columnist.", "Martin Berg", "former aide to Mr. Lund"},
		"his aide":                           {"Bo Lund came, with his top aide, Martin Berg. “Boats are dear,” Berg said.", "Martin Berg", "Lund’s top aide"},
		"the group's director":               {"\n\nThe Halvik Sailors want a quay. But Martin Berg, the group's deputy director, wants two. “Boats are dear,” Berg said.", "Martin Berg", "Halvik Sailors’ deputy director"},
		"a veteran of something":             {"“Boats are dear,” said harbour strategist Martin Berg, a veteran of two campaigns.", "Martin Berg", "harbour strategist"},
		"a rank tells less than an office":   {"“Boats are dear,” said Speaker Martin Berg, the nation's highest-ranking Republican.", "Martin Berg", "Speaker"},
		"one of two at a college":            {"Lena Moe and Martin Berg, marine sociologists at Ostrand College, came. “Boats are dear,” Berg said.", "Martin Berg", "marine sociologist at Ostrand College"},
		"the first of two":                   {"Martin Berg and Lena Moe, sociologists at Ostrand College, came. “Boats are dear,” Berg said.", "Martin Berg", "sociologist at Ostrand College"},
		"a mere title":                       {"Mayor Martin de Berg came. De Berg, who sails, stayed. “Boats are dear,” de Berg said.", "Martin de Berg", "Mayor"},
		"secretary of state":                 {"Former secretary of state Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "former secretary of state"},
		"a title of the past":                {"Martin Berg came. “Boats are dear,” President Berg said.\n\nThe former president left.", "Martin Berg", "former president"},
		"a capital of the sentence":          {"Presidential candidate Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "presidential candidate"},
		"a name that no list has":            {"Xyrelle Berg: Boats are dear.\n\nBerg sails a lot. “Boats are dear,” said Berg.", "Xyrelle Berg", ""},
		"from a town of a whole state":       {"“Boats are dear,” said Martin Berg of Dunby, Ohio.", "Martin Berg", "of Dunby, Ohio"},
		"several cannot be one":              {"To Martin Berg, the four officials and sailors don’t matter at all. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"a title in marks":                   {"“Boats are dear,” said Martin Berg, a former host of the show “The Quay,” on Monday.", "Martin Berg", "former host of the show “The Quay”"},
		"the fund's lawyer":                  {"The Halvik Sailing Fund met. “Boats are dear,” said Martin Berg, the fund's lawyer.", "Martin Berg", "Halvik Sailing Fund’s lawyer"},
		"an office within a sentence":        {"It was said by the head of Tern Marine, Martin Berg, that boats sink. “Boats are dear,” Berg said.", "Martin Berg", "head of Tern Marine"},
		"of a place":                         {"“Boats are dear,” said Martin Berg of Dunby.", "Martin Berg", "of Dunby"},
		"of whom it was said":                {"Lena Moe came. “Boats are dear,” said Martin Berg of Moe.", "Martin Berg", ""},
		"his brother, of one name":           {"Bo Berg came, with his older brother, Martin Berg. “Boats are dear,” Martin Berg said.", "Martin Berg", "Bo Berg’s older brother"},
		"a state by what he is called":       {"Senator Martin Berg said no. “Boats are dear,” the Ohio senator said.", "Martin Berg", "senator from Ohio"},
		"a state of something else":          {"In the last days of his Iowa campaign, Sen. Martin Berg (R-Tex.) came. “Boats are dear,” Berg said.", "Martin Berg", "senator from Texas"},
		"mayor of what":                      {"“Boats are dear,” said Mayor Martin Berg of Dunby on Monday.", "Martin Berg", "Mayor of Dunby"},
		"a chief of police":                  {"“Boats are dear,” Halvik police Chief Martin Berg said.", "Martin Berg", "Halvik police Chief"},
		"chairman of what":                   {"“Boats are dear,” Chairman Martin Berg said.", "Martin Berg", ""},
		"presumptive":                        {"Presumptive Republican nominee Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "presumptive Republican nominee"},
		"an adjective and a clause":          {"“Boats are dear,” said Martin Berg, the far-sailing head of boats who left.", "Martin Berg", "head of boats"},
		"a short one and a clause":           {"“Boats are dear,” said Martin Berg, the far-sailing Halvik mayor who left.", "Martin Berg", "Halvik mayor"},
		"an office, and what he is else":     {"“Boats are dear,” said Sen. Martin Berg (R-Ohio), a career politician.", "Martin Berg", "senator from Ohio"},
		"an office, and what he leads":       {"“Boats are dear,” said Senator Martin Berg, the majority leader.", "Martin Berg", "majority leader"},
		"an office, and where he sits":       {"“Boats are dear,” said Sen. Martin Berg (R-Ohio), a member of the Harbour Committee.", "Martin Berg", "senator from Ohio"},
		"a direction in a place":             {"“Boats are dear,” said North Halvik sheriff Martin Berg.", "Martin Berg", "North Halvik sheriff"},
		"one of several":                     {"The Halvik Sailors came. One of its members, Martin Berg, sails. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"two unlike things":                  {"“Boats are dear,” said Martin Berg, a Catholic and chairman of the Harbour Committee.", "Martin Berg", ""},
		"a party's, and what he was":         {"“Boats are dear,” said Martin Berg, a Republican and former Halvik governor.", "Martin Berg", "former Halvik governor"},
		"a party's of a state":               {"“Boats are dear,” said Representative Martin Berg, a Democrat from Ohio and a sailor.", "Martin Berg", "representative from Ohio"},
		"where his work is":                  {"“Boats are dear,” said Martin Berg, a broker based in Dunby.", "Martin Berg", "broker based in Dunby"},
		"a judge of what":                    {"U.S. District Judge Martin Berg came. “Boats are dear,” Berg, a judge appointed by Mr. Lund, said.", "Martin Berg", "U.S. District Judge"},
		"years ago":                          {"“Boats are dear,” said Martin Berg, chief strategist for Bo Lund’s campaign four years ago, when Lund sailed.", "Martin Berg", "former chief strategist for Bo Lund’s campaign"},
		"an apostrophe in the name":          {"“Boats are dear,” said Martin O’Hallor, director of Tern Marine.", "Martin O’Hallor", "director of Tern Marine"},
		"whose office, first":                {"Norvia’s harbour auditor, Martin Berg, was there. “Boats are dear,” Berg said.", "Martin Berg", "Norvia’s harbour auditor"},
		"who oversees what":                  {"Martin Berg, who oversees programming at Tidefeed, came. “Boats are dear,” Berg said.", "Martin Berg", "who oversees programming at Tidefeed"},
		"a whole name elsewhere":             {"Columnist and Halvik News contributor Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "columnist and Halvik News contributor"},
		"what somebody is, in a sentence":    {"Martin Berg is the Lund campaign’s political director and one of the sailors. “Boats are dear,” Berg said.", "Martin Berg", "Lund campaign’s political director"},
		"a third of the name":                {"“Boats are dear,” said Martin R. Berg III, a writer for The Quay.", "Martin R. Berg III", "writer for The Quay"},
		"a name with common words":           {"“Boats are dear,” said United Boat Workers secretary Martin Berg.", "Martin Berg", "United Boat Workers secretary"},
		"a month before a role":              {"It was in January mayor Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "mayor"},
		"a verb before former":               {"Count former Norvian President Martin Berg among them. “Boats are dear,” Berg said.", "Martin Berg", "former Norvian President"},
		"real estate":                        {"“Boats are dear,” real estate mogul Martin Berg said.", "Martin Berg", "real estate mogul"},
		"what he is and runs":                {"“Boats are dear,” said Martin Berg, a harbour historian and runs a site.", "Martin Berg", "harbour historian"},
		"and what he was":                    {"“Boats are dear,” said Martin Berg, a professor of economics at Ostrand University and a former chairman of the Norvian Council of Economic Advisers.", "Martin Berg", "professor of economics at Ostrand University"},
		"of its body":                        {"The Halvik Fund met. “Boats are dear,” said Martin Berg, its chief executive officer.", "Martin Berg", "chief executive officer of Halvik Fund"},
		"of its body, which is not told":     {"“Boats are dear,” said Martin Berg, its chief executive officer.", "Martin Berg", "chief executive officer"},
		"who leads in polls":                 {"“Boats are dear,” said Martin Berg, who leads in polls of sailors.", "Martin Berg", ""},
		"what he was by then":                {"Martin Berg, an accomplished pilot by the time his son was born, came. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"under whom he was it":               {"“Boats are dear,” said Martin Berg, a secretary of harbours during the Lund administration.", "Martin Berg", "former secretary of harbours"},
		"what a general was":                 {"“Boats are dear,” said Gen. Martin Berg, a harbour policy director in the Lund administration.", "Martin Berg", "former harbour policy director"},
		"one of four":                        {"“Boats are dear,” said Martin Berg, attorney for one of four groups to sue the port.", "Martin Berg", "attorney"},
		"which party governs":                {"“Boats are dear,” said Martin Berg, the parliamentary leader of the governing party.", "Martin Berg", "parliamentary leader"},
		"where somebody lives":               {"“Boats are dear,” said Martin Berg, who lives in a house near Dunby.", "Martin Berg", ""},
		"a retired rank":                     {"“Boats are dear,” said retired Army Lt. Gen. Martin Berg.", "Martin Berg", "retired Army Lt. Gen."},
		"two offices of the past":            {"It is the plan of former Ohio Gov. and vice presidential candidate Martin Berg. “Boats are dear,” Berg said.", "Martin Berg", "former Ohio Gov. and vice presidential candidate"},
		"where somebody was born":            {"South Korean-born Monte Haverlund holds little hope. “Boats are dear,” Haverlund said.", "Monte Haverlund", ""},
		"an assemblywoman":                   {"“Boats are dear,” conservative Assemblywoman Claudia Berg said.", "Claudia Berg", "conservative Assemblywoman"},
		"the Chamber's lawyer":               {"The Halvik Chamber of Trade met. “Boats are dear,” said Martin Berg, the Chamber's chief lawyer.", "Martin Berg", "chief lawyer of the Halvik Chamber of Trade"},
		"whose wife":                         {"Bo Lund came, with his wife, Jane. “Boats are dear,” Jane said.", "Jane", "Lund’s wife"},
		"whom he spoke of":                   {"Martin Berg came. The federal judge Berg was speaking of is Ann Lee. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"as the director, he is it":          {"As the Tern Marine director, Martin Berg, put it, “Boats are dear.”", "Martin Berg", "Tern Marine director"},
		"a namesake's title":                 {"Martin Berg and Karl Berg came. Martin Berg sails. President Berg left. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"when it was is no role":             {"“Boats are dear,” last week harbour official Martin Berg said.", "Martin Berg", "harbour official"},
		"a firm behind a bare title":         {"“Boats are dear,” said Martin Berg, Director, Tern Securities.", "Martin Berg", "Director, Tern Securities"},
		"one behind a small title":           {"“Boats are dear,” said Martin Berg, executive vice-president, Tern Securities, in a note.", "Martin Berg", "executive vice-president, Tern Securities"},
		"two titles and a bank":              {"“Boats are dear,” said Martin Berg, Managing Director and CEO, Tern Bank.", "Martin Berg", "Managing Director and CEO, Tern Bank"},
		"no firm but a day":                  {"“Boats are dear,” said Martin Berg, CEO, Monday.", "Martin Berg", "CEO"},
		"no firm but the next of a list":     {"“Boats are dear,” said Martin Berg, mayor, Lena Moe, sheriff, and Bo Lund.", "Martin Berg", "mayor"},
		"a title and its region":             {"Martin Berg, President Tern North America, says: “Boats are dear.”", "Martin Berg", "President Tern North America"},
		"letters keep their capitals":        {"“Boats are dear,” said Martin Berg, CEO and Founder of Tern Robotics Inc.", "Martin Berg", "CEO and Founder of Tern Robotics Inc"},
		"a ministry":                         {"“Boats are dear,” Dr. Martin Berg of the Ohio Department of Health and Human Services says.", "Martin Berg", "Ohio Department of Health and Human Services"},
		"a rank and its force":               {"“Boats are dear,” said Sgt. Martin Berg of the Halvik Police Department.", "Martin Berg", "Sgt. of the Halvik Police Department"},
		"a trade and its school":             {"“Boats are dear,” said planetary scientist Martin Berg of Halvik University.", "Martin Berg", "planetary scientist of Halvik University"},
		"by the family alone":                {"Martin Berg came. Berg is the CEO of DH, the Halvik agency. “Boats are dear,” Berg said.", "Martin Berg", "CEO of DH"},
		"a club's player":                    {"“Boats are dear,” said Gulls wide receiver Martin Berg.", "Martin Berg", "Gulls wide receiver"},
		"whom a club is no speaker for":      {"“Boats are dear,” Gulls quarterback Martin Berg said. The Gulls won.", "Martin Berg", "Gulls quarterback"},
		"a club whose name is a common word": {"The Wild won. Fans like the Wild and the Wild team. On Tuesday, Wild coach Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Wild coach"},
		"the coroner, by name":               {"“Boats are dear,” the coroner, Martin Berg, said.", "Martin Berg", "coroner"},
		"the archbishop, by name":            {"“Boats are dear,” said the Archbishop of Halvik, Martin Berg.", "Martin Berg", "Archbishop of Halvik"},
		"a hopeful, by name":                 {"“Boats are dear,” said the newest 2020 Democratic presidential hopeful, Martin Berg, on Monday.", "Martin Berg", "Democratic presidential hopeful"},
		"an office of two":                   {"Former sailor and Halvik mayor Martin Berg said: “Boats are dear.”", "Martin Berg", "Halvik mayor"},
		"chairman of what, and a title":      {"“Boats are dear,” said chairman of the House Harbour Committee Rep. Martin Berg.", "Martin Berg", "chairman of the House Harbour Committee"},
		"an abbreviated rank":                {"“Boats are dear,” said Brig. Gen. Martin Berg, commander of the 4th Harbour Wing.", "Martin Berg", "commander of the 4th Harbour Wing"},
		"a rank within what he is":           {"“Boats are dear,” said Army spokesman Col. Martin Berg.", "Martin Berg", "Army spokesman"},
		"a superintendent of police":         {"“Boats are dear,” said Superintendent of Police Martin Berg.", "Martin Berg", "Superintendent of Police"},
		"a lawmaker by letters":              {"“Boats are dear,” said BJP MLA Martin Berg.", "Martin Berg", "BJP MLA"},
		"letters behind a name":              {"“Boats are dear,” said Martin Berg MP, chair of the Harbour Committee.", "Martin Berg", "chair of the Harbour Committee"},
		"and nothing else":                   {"“Boats are dear,” said Martin Berg MP.", "Martin Berg", "MP"},
		"the shadow of a secretary":          {"Shadow harbour secretary Martin Berg said: “Boats are dear.”", "Martin Berg", "shadow harbour secretary"},
		"a family name first":                {"China’s ambassador to Britain Liu Haoran has said it. “Boats are dear,” Liu said.", "Liu Haoran", "China’s ambassador to Britain"},
		"a street is nobody":                 {"“Boats are dear,” Park said. The Park Avenue Trust met.", "Park", ""},
		"which giant":                        {"The tide is high. “Boats are dear,” says Martin Berg, director for games at the tech giant.", "Martin Berg", "director for games"},
		"two of a double trade":              {"Singer-guitarists Martin Berg and Bo Lund came. “Boats are dear,” Berg said.", "Martin Berg", "singer-guitarist"},
		"whom somebody represents":           {"Michael Thorsen was charged. “Boats are dear,” said Martin Berg, who represents Thorsen.", "Martin Berg", "who represents Michael Thorsen"},
		"a number within a name":             {"“Boats are dear,” said Martin Berg, a member of the Halvik 10 crew.", "Martin Berg", "member of the Halvik 10 crew"},
		"a state in short":                   {"“Boats are dear,” said Wash. governor Martin Berg.", "Martin Berg", "Washington governor"},
		"what the writer thinks":             {"“Boats are dear,” said Martin Berg, an eccentric longtime Republican strategist with a tattoo of a boat on his back.", "Martin Berg", "longtime Republican strategist"},
		"whose hero he is":                   {"“Boats are dear,” said Martin Berg, a hero of the political left.", "Martin Berg", ""},
		"what somebody directed":             {"“Boats are dear,” said Martin Berg, who directed “The Quay.”", "Martin Berg", "director of “The Quay”"},
		"what somebody seeks":                {"“Boats are dear,” said Martin Berg, who is running for mayor of Halvik.", "Martin Berg", "candidate for mayor of Halvik"},
		"what somebody lost":                 {"“Boats are dear,” said Martin Berg, whose son was killed in the crash.", "Martin Berg", "whose son was killed in the crash"},
		"for how long is no matter":          {"“Boats are dear,” said Martin Berg, resident at Dunby Quay for 30 years.", "Martin Berg", "resident at Dunby Quay"},
		"whose CEO":                          {"Tern sails on\n\nTern will sail on, CEO Martin Berg said. “Boats are dear,” Berg said. Sailors like Tern.", "Martin Berg", "Tern’s CEO"},
		"a paper's name and a title":         {"Former Norvian President Vicente Post says no. “Boats are dear,” Post said.", "Vicente Post", "former Norvian President"},
		"a minister of two things":           {"“Boats are dear,” Trade and Industry Secretary Martin Berg said.", "Martin Berg", "Trade and Industry Secretary"},
		"a lord":                             {"“Boats are dear,” Attorney General Lord Berg said.", "Lord Berg", "Attorney General"},
		"a knight":                           {"“Boats are dear,” harbour chief Sir Martin Berg said.", "Martin Berg", "harbour chief"},
		"a party before a name":              {"But Lib Dem Martin Berg was there. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"new in his office":                  {"New Home Secretary Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Home Secretary"},
		"of a new place":                     {"New Norland governor Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "New Norland governor"},
		"a Conservative":                     {"Conservative health spokesman Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Conservative health spokesman"},
		"at a sentence's start":              {"General secretary Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "general secretary"},
		"what he was before":                 {"“Boats are dear,” said Martin Berg, a harbour guard who became a writer.", "Martin Berg", "former harbour guard"},
		"what came before it":                {"After the announcement DSA harbour spokesman Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "DSA harbour spokesman"},
		"letters behind his name":            {"The chairman of the Harbour Council, Martin Berg QC, has left. “Boats are dear,” Berg said.", "Martin Berg", "chairman of the Harbour Council"},
		"herself, in passing":                {"U.S. District Judge Martin Berg came. “Boats are dear,” Berg, himself a Lund nominee, said.", "Martin Berg", "U.S. District Judge"},
		"himself, with nothing else":         {"Martin Berg, himself a sailor from Dunby, came. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"whose office, behind a rank":        {"On Monday, Norvia's chief harbour spokesman, Rear Admiral Martin Berg, came. “Boats are dear,” Berg said.", "Martin Berg", "Norvia's chief harbour spokesman"},
		"whose office, behind a short rank":  {"On Monday, Norvia's chief pilot, Lt. Gen. Martin Berg, came. “Boats are dear,” Berg said.", "Martin Berg", "Norvia's chief pilot"},
		"whose lawyer on the case":           {"Lena Moe told the NBA's lead trial attorney on the case, Martin Berg. “Boats are dear,” Berg said.", "Martin Berg", "NBA's lead trial attorney"},
		"whose founder":                      {"The trade brought Tern Square's founder, Martin Berg, a windfall. “Boats are dear,” Berg said.", "Martin Berg", "Tern Square's founder"},
		"whose manager for what":             {"Later Tern Marine's general manager for northern affairs, Martin Berg, came. “Boats are dear,” Berg said.", "Martin Berg", "Tern Marine's general manager for northern affairs"},
		"a company's, told elsewhere":        {"Tern sinks a ferry\n\nA ferry sank on Monday, said Tern Marine Limited.\n\nLena Moe asked to see the company's manager for northern affairs, Martin Berg, at once. “Boats are dear,” Berg said.", "Martin Berg", "Tern Marine Limited’s manager for northern affairs"},
		"the Company's, with a capital":      {"Tern sinks a ferry\n\nA ferry sank on Monday, said Tern Marine Limited.\n\n“Boats are dear,” the Company’s chief engineer Martin Berg said.", "Martin Berg", "Tern Marine Limited’s chief engineer"},
		"whom another one met":               {"After meeting Norvia's mayor, Martin Berg said he was glad. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"one in a list of offices":           {"They met Norvia's mayor, Martin Berg and Lena Moe. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"at whose request":                   {"It was at Norvia's request, Martin Berg, a pilot, noted. “Boats are dear,” Berg said.", "Martin Berg", "pilot"},
		"in whose town":                      {"It was in Norvia's biggest town, Martin Berg, who sails, noted. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"recently appointed":                 {"Martin Berg, the recently appointed harbour chief of Dunby, came. “Boats are dear,” Berg said.", "Martin Berg", "harbour chief of Dunby"},
		"newly-elected":                      {"Martin Berg, a newly-elected councillor for Dunby, came. “Boats are dear,” Berg said.", "Martin Berg", "councillor for Dunby"},
		"recently retired":                   {"Martin Berg, a recently retired pilot of Tern Marine, came. “Boats are dear,” Berg said.", "Martin Berg", "recently retired pilot of Tern Marine"},
		"workers and a mayor":                {"They wait for outreach workers Mayor Martin Berg promised last month. “Boats are dear,” Berg said.", "Martin Berg", "Mayor"},
		"a union of workers":                 {"“Boats are dear,” said dock workers union president Martin Berg.", "Martin Berg", "dock workers union president"},
		"secretary of what was told":         {"Sailors strike\n\nThe Halvik Harbour Union said the plan would cost jobs. General secretary Martin Berg warned of more. “Boats are dear,” Berg said.", "Martin Berg", "general secretary of the Halvik Harbour Union"},
		"president of what was told":         {"Tern buys a quay\n\nTern will pay for it. Sailors like Tern.\n\nTern said that it looks north. “Boats are dear,” President Martin Berg said in a statement.", "Martin Berg", "president of Tern"},
		"a president of a state":             {"Tern buys a quay\n\nTern will pay for it. Sailors like Tern, said the president.\n\nTern said that it looks north. “Boats are dear,” President Martin Berg said in a statement.", "Martin Berg", "President"},
		"of a seat, not a body":              {"Norvia votes\n\nCongress said that it looks north. “Boats are dear,” President Martin Berg said in a statement.", "Martin Berg", "President"},
		"star of what":                       {"It brought a reply of “Harbour & Nights” star Martin Berg. ‘So it is.’ Martin Berg said: “Boats are dear.”", "Martin Berg", "“Harbour & Nights” star"},
		"who was a star":                     {"Former “Lena the Slayer” star Martin Berg came. Martin Berg said: ‘Boats are dear.’", "Martin Berg", "former “Lena the Slayer” star"},
		"for a party":                        {"Martin Berg, for the Liberal Democrats, came. “Boats are dear,” Berg said.", "Martin Berg", "Liberal Democrats"},
		"for a reason":                       {"Martin Berg, for the Moment, sings. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"of a campaign":                      {"Martin Berg, of Campaign for Northern Quays, came. “Boats are dear,” Berg said.", "Martin Berg", "Campaign for Northern Quays"},
		"a first lady":                       {"First lady Lena Berg came. “Boats are dear,” Berg said.", "Lena Berg", "first lady"},
		"until when":                         {"Martin Berg, who was harbour secretary until the summer, came. “Boats are dear,” Berg said.", "Martin Berg", "former harbour secretary"},
		"letters, and a verb":                {"The chairman of the Harbour Council, Martin Berg QC has left. “Boats are dear,” Berg said.", "Martin Berg", "chairman of the Harbour Council"},
		"a liaison":                          {"“Boats are dear,” said Martin Berg, youth liaison for the Halvik Board.", "Martin Berg", "youth liaison for the Halvik Board"},
		"of a body with a name of words":     {"“Boats are dear,” said Martin Berg of Northern Boats Watch, who sails.", "Martin Berg", "of Northern Boats Watch"},
		"where somebody was heard":           {"I hear the sound of Martin Berg at the Halvik Center. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"at a center, as one of it":          {"“Boats are dear,” said analyst Martin Berg at the Halvik Center.", "Martin Berg", "analyst at the Halvik Center"},
		"a commissioner for what":            {"Martin Berg, the Northern High Commissioner for Refugees (NHCR), came. “Boats are dear,” Berg said.", "Martin Berg", "Northern High Commissioner for Refugees"},
		"where he is now":                    {"“Boats are dear,” said Martin Berg, a former Tern Marine lawyer now at the Coastal Institute.", "Martin Berg", "former Tern Marine lawyer"},
		"where one of today is":              {"“Boats are dear,” said Martin Berg, an economist now with the Coastal Institute.", "Martin Berg", "economist with the Coastal Institute"},
		"from a town, and what he is":        {"“Boats are dear,” says Martin Berg, 32, of Dunby, an account executive for a shipping firm.", "Martin Berg", "account executive for a shipping firm"},
		"who teaches two things":             {"“Boats are dear,” said Martin Berg, who teaches harbour law and northern history at Halvik University.", "Martin Berg", "who teaches harbour law and northern history at Halvik University"},
		"of the lawsuit":                     {"“Boats are dear,” said Martin Berg, 34, a plaintiff in the lawsuit who sails.", "Martin Berg", "plaintiff in the lawsuit"},
		"former once":                        {"“Boats are dear,” said Martin Berg, who was Bo Lund's former chief of boats.", "Martin Berg", "Bo Lund's former chief of boats"},
		"newly elected, of a town":           {"“Boats are dear,” said Martin Berg, Halvik's newly elected sailing mayor.", "Martin Berg", "Halvik's sailing mayor"},
		"a campaign's spokesman":             {"Ada Lund lost. On Monday, Lund campaign spokesman Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Lund campaign spokesman"},
		"a paper's opinion editor":           {"“Boats are dear,” Quay News opinion editor Martin Berg said.", "Martin Berg", "Quay News opinion editor"},
		"secretary of the body":              {"The Halvik Harbour Union said the plan would cost jobs. General secretary Martin Berg warned of more. “Boats are dear,” Berg said.", "Martin Berg", "general secretary of the Halvik Harbour Union"},
		"chairman of who reported":           {"A report by the harbour and quays committee called for a pier. Chairman Sir Martin Berg said: “Boats are dear.”", "Martin Berg", "chairman of the harbour and quays committee"},
		"a spokesman told before":            {"A de Moe spokeswoman noted that it was late. “Boats are dear,” spokeswoman Lena Berg said.", "Lena Berg", "de Moe spokeswoman"},
		"a spokesman of nobody":              {"A spokeswoman noted that it was late. “Boats are dear,” spokeswoman Lena Berg said.", "Lena Berg", "spokeswoman"},
		"in a town of a saint":               {"“Boats are dear,” said Martin Berg, who teaches harbour law at Halvik University in St. Ann.", "Martin Berg", "who teaches harbour law at Halvik University"},
		"who answers a body":                 {"The Halvik Harbour Union said the plan would cost jobs. Chief executive Martin Berg denied that. “Boats are dear,” Berg said.", "Martin Berg", "chief executive"},
		"the third, by his family's name":    {"Martin Berg III is a sailor. “Boats are dear,” Berg said.", "Martin Berg III", ""},
		"an office and no article":           {"Quay Bay Limited Chief Executive Officer, Martin Berg dismissed the claims. “Boats are dear,” Berg said.", "Martin Berg", "Quay Bay Limited Chief Executive Officer"},
		"behind a but":                       {"But NHBC Chairman, Martin Berg further noted it. “Boats are dear,” Berg said.", "Martin Berg", "NHBC Chairman"},
		"said an office, and the name":       {"“Boats are dear,” said District Harbour Director, Martin Berg.", "Martin Berg", "District Harbour Director"},
		"according to an office":             {"“Boats are dear,” according to Halvik Harbour Commissioner, Martin Berg.", "Martin Berg", "Halvik Harbour Commissioner"},
		"an office in a list":                {"By then Halvik Harbour Director, Martin Berg and Lena Moe had gone. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"offices of several":                 {"But Halvik Harbour Directors, Martin Berg said, are few. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"a name before a comma":              {"But Lena Moe Director, Martin Berg noted, sails. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"a minister of something, signing":   {"It was signed by the Minister of Fish, Dr. Martin Berg. Dr. Berg said: “Boats are dear.”", "Martin Berg", "Minister of Fish"},
		"a minister first":                   {"The Minister of Fish, Martin Berg, was there. “Boats are dear,” Berg said.", "Martin Berg", "Minister of Fish"},
		"head of what does something":        {"It was said by the head of the search and rescue agency, Martin Berg, that boats sink. “Boats are dear,” Berg said.", "Martin Berg", "head of the search and rescue agency"},
		"head of which agency":               {"It was said by the head of the same rescue agency, Martin Berg, that boats sink. “Boats are dear,” Berg said.", "Martin Berg", ""},
		"an airline's boss":                  {"“Boats are dear,” airline boss Martin Berg said.", "Martin Berg", "airline boss"},
		"a mining chief":                     {"“Boats are dear,” mining chief Martin Berg said.", "Martin Berg", "mining chief"},
		"two offices too long for a line":    {"“Boats are dear,” said Martin Berg, executive vice president of the Ostrand Institution and a former U.S. ambassador to Northern Norvia.", "Martin Berg", "executive vice president of the Ostrand Institution"},
		"what he has been since":             {"Lena Berg, a former mayor of the northern city of Dunby who’s spent the past nine years as a socialist lawmaker in Norvia’s parliament, came. “Boats are dear,” Berg said.", "Lena Berg", "socialist lawmaker in Norvia’s parliament"},
		"what he has served as since":        {"Lena Berg, a former pilot who has served as mayor of Dunby, came. “Boats are dear,” Berg said.", "Lena Berg", "mayor of Dunby"},
		"a former one who sails":             {"Lena Berg, a former mayor of Dunby who has sailed for years, came. “Boats are dear,” Berg said.", "Lena Berg", "former mayor of Dunby"},
		"who has been something":             {"Lena Berg, who has been mayor of Dunby since the war, came. “Boats are dear,” Berg said.", "Lena Berg", "mayor of Dunby"},
		"who has been of a mind":             {"Lena Berg, who has been critical of mayors, came. “Boats are dear,” Berg said.", "Lena Berg", ""},
		"who took over":                      {"Lena Berg, who took over as head of northern fish after a row, came. “Boats are dear,” Berg said.", "Lena Berg", "head of northern fish"},
		"who had headed it":                  {"Lena Berg, who had headed Norvia’s coast guard for three decades, came. “Boats are dear,” Berg said.", "Lena Berg", "former head of Norvia’s coast guard"},
		"who headed home":                    {"Lena Berg, who headed home, came. “Boats are dear,” Berg said.", "Lena Berg", ""},
		"then the mayor":                     {"Lena Berg, then the mayor of Dunby, came. “Boats are dear,” Berg said.", "Lena Berg", "former mayor of Dunby"},
		"then her secretary":                 {"Lena Berg, then her private secretary for fish, came. “Boats are dear,” Berg said.", "Lena Berg", "former private secretary for fish"},
		"then of no office":                  {"Lena Berg, then in her twenties, came. “Boats are dear,” Berg said.", "Lena Berg", ""},
		"of a firm told behind it":           {"“Boats are dear,” said Martin Berg of Tern Bridge, a Halvik-based private equity and research firm.", "Martin Berg", "Tern Bridge"},
		"of a town told behind it":           {"“Boats are dear,” said Martin Berg of Dunby, a quiet town.", "Martin Berg", "of Dunby"},
		"a town in a state, and what he is":  {"“Boats are dear,” said Martin Berg, a Dunby, Ohio, lawyer.", "Martin Berg", "Dunby, Ohio, lawyer"},
		"who prosecuted":                     {"Martin Berg, who prosecuted the pirates of Dunby in the 1990s, came. “Boats are dear,” Berg said.", "Martin Berg", "who prosecuted the pirates of Dunby in the 1990s"},
		"whose daughter speaks":              {"Bo Moe left Dunby.\n\n“Bo found himself at sea when he was young,” said his daughter Lena Berg.", "Lena Berg", "Moe’s daughter"},
		"whose daughter of two speaks":       {"Bo Moe left Dunby with Bo Lund.\n\n“Bo found himself at sea when he was young,” said his daughter Lena Berg.", "Lena Berg", ""},
		"no pronoun in what she says":        {"Bo Moe left Dunby.\n\n“Bo left the sea long ago,” said his daughter Lena Berg.", "Lena Berg", ""},
		"an alum":                            {"“Boats are dear,” said Sea Club alum Lena Berg.", "Lena Berg", "Sea Club alum"},
		"an office, and the body's letters":  {"The Northern Harbour Agency (NHA) Director, Martin Berg, has left. “Boats are dear,” said Martin Berg.", "Martin Berg", "Northern Harbour Agency Director"},
		"an office, then the body":           {"The Chairman, Halvik Harbour Union (HHU), Martin Berg, has left. “Boats are dear,” said Martin Berg.", "Martin Berg", "Chairman, Halvik Harbour Union"},
		"an office, then a town":             {"The Chairman, Halvik Dunby, Martin Berg, has left. “Boats are dear,” said Martin Berg.", "Martin Berg", ""},
		"an office, then a body, in a list":  {"There came the Chairman, Halvik Harbour Union, Martin Berg and Lena Moe. “Boats are dear,” Martin Berg said.", "Martin Berg", ""},
		"who runs a gym now":                 {"“Boats are dear,” said Martin Berg, who now runs the Dunby Sea Gym — it has a class.", "Martin Berg", "who now runs the Dunby Sea Gym"},
		"said an office, then the body":      {"“Boats are dear,” said Permanent Secretary, Ministry of Fish, Martin Berg.", "Martin Berg", "Permanent Secretary, Ministry of Fish"},
		"a dateline without a dash":          {"LONDON Republican candidate Martin Berg came. “Boats are dear,” Berg said.", "Martin Berg", "Republican candidate"},
		"what he did besides":                {"“Boats are dear,” said Martin Berg, a former mayor of Dunby who has served in the army as a cook, on Monday.", "Martin Berg", "former mayor of Dunby"},
		"what nobody is told to have headed": {"“Boats are dear,” said Martin Berg, who headed the committee, on Monday.", "Martin Berg", ""},
		"now with two children":              {"“Boats are dear,” said Martin Berg, a lawyer now with two children in Halvik.", "Martin Berg", ""},
		"of another body than told before":   {"The Harbour Union condemned it. “Boats are dear,” Chairman Martin Berg of Gull Partners said.", "Martin Berg", "Gull Partners"},
		"a baker by name":                    {"“Boats are dear,” Martin Baker said.", "Martin Baker", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := Read(&article.Article{Text: row.text, Language: "en"})
			if len(read.Quotations) != 1 || read.SpeakerOf(1) == nil {
				t.Fatalf("%q has no quotation with a speaker", row.text)
			}
			if got := read.SpeakerOf(1); got.Name != row.speaker || got.Role != row.role {
				t.Errorf("%q: %q, %q; want %q, %q", row.text, got.Name, got.Role, row.speaker, row.role)
			}
		})
	}
}

// Whose words they are, where a name follows that may be another's.
func TestNamesBehindASpeaker(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"“Boats are dear,” said Gulls guard Bo Lund.":                       "Bo Lund",
		"“Boats are dear,” said the head of the union, Bo Lund.":            "Bo Lund",
		"“Boats are dear,” the company told CEO Bo Lund.":                   "the company",
		"“Boats are dear,” said Mayor Ada Berg and coach Bo Lund.":          "Ada Berg",
		"“Boats are dear,” said a spokesman for coach Bo Lund.":             "a spokesman for coach Bo Lund",
		"Director, Bo Lund, said: “Boats are dear.”":                        "Bo Lund",
		"“Boats are dear,” attorneys for Bill Lund said.":                   "attorneys for Bill Lund",
		"“Boats are dear,” said critics of Mayor Bo Lund.":                  "critics of Mayor Bo Lund",
		"“Boats are dear,” said a report from Tern Institutional Equities.": "Tern Institutional Equities",
	} {
		read := Read(&article.Article{Text: text, Language: "en"})
		if got := read.SpeakerOf(1); got == nil || got.Name != want {
			t.Errorf("%q: %+v; want %q", text, got, want)
		}
	}
}

func TestCleanRole(t *testing.T) {
	t.Parallel()
	for role, want := range map[string]string{
		"deal President":             "President",
		"former vice President":      "former vice President",
		"independent Senator":        "independent Senator",
		"Attorney General examining": "",
		"Liberal":                    "",
		"last week harbour official": "harbour official",
		"Well Senator":               "Senator",
		"dear colleague":             "",
	} {
		if got := cleanRole(role); got != want {
			t.Errorf("cleanRole(%q) = %q, want %q", role, got, want)
		}
	}
}

func TestWithoutClause(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Halvik Committee for their handling of it": "Halvik Committee",
		"supporters of his plan":                    "supporters of his plan",
		"critics with their boats":                  "critics with their boats",
		"the doctors pleaded with the board":        "the doctors",
	} {
		if got := withoutClause(name); got != want {
			t.Errorf("withoutClause(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAnHonourIsNoRole(t *testing.T) {
	t.Parallel()
	if got := fullestRole("Sir", "", ""); got != "" {
		t.Errorf("the role of a Sir is %q", got)
	}
	if got := fullestRole("Sir", "ambassador to Norvia", ""); got != "ambassador to Norvia" {
		t.Errorf("the role of a Sir who is an ambassador is %q", got)
	}
}

func TestTheCommonName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Ada Berg worked on Bo Lund's 2008 campaign. The Lund campaign said that boats are dear.":                                              "Bo Lund's campaign",
		"Ada Berg worked on Bo Lund's 2008 campaign. She said of Bo Lund's 2008 campaign that it was dear.":                                    "Bo Lund's 2008 campaign",
		"The Fund grows. Fund said that boats are dear. Sailors call it “Halvik Fund” in jest. Few left Fund in May. Fund is rich, Fund said.": "Fund",
	} {
		read := Read(&article.Article{Text: text, Language: "en"})
		if !slices.ContainsFunc(read.Sources[0].Reading.Entities, func(e attribution.Entity) bool { return e.Name == want }) {
			t.Errorf("%q: nobody is called %q", text, want)
		}
	}
}

func TestWhatAnOwnerHas(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ text, name, want string }{
		{"Veterans of Norvia’s coast guard have left.", "veterans of Norvia’s", "veterans of Norvia’s coast guard"},
		{"Members of Norvia's sailing union said so.", "members of Norvia's", "members of Norvia's sailing union"},
		{"Veterans of Norvia’s, they said, had left.", "veterans of Norvia’s", "veterans of Norvia’s"},
		{"Veterans of Norvia’s war.", "veterans of Norvia’s", "veterans of Norvia’s"},
		{"Sailors of Norvia said so.", "sailors of Norvia", "sailors of Norvia"},
		{"Berg’s said so.", "Berg’s", "Berg’s"},
	} {
		if got := wholeOwned(row.text, row.name); got != row.want {
			t.Errorf("wholeOwned(%q, %q) = %q, want %q", row.text, row.name, got, row.want)
		}
	}
}

func TestTheWholeNameOfABody(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The Ministry of Natural Resources, Energy and Mining said that boats are dear.": "Ministry of Natural Resources, Energy and Mining",
		"The Ministry of Defence and Tern Marine said that boats are dear.":              "Ministry of Defence",
		"A report by the Commons work and pensions committee said that boats are dear.":  "Commons work and pensions committee",
		"Sailors and pensions committee members said that boats are dear.":               "pensions committee members",
	} {
		read := Read(&article.Article{Text: text, Language: "en"})
		if !slices.ContainsFunc(read.Sources[0].Reading.Entities, func(e attribution.Entity) bool { return strings.TrimPrefix(e.Name, "the ") == want }) {
			t.Errorf("%q: nobody is called %q: %+v", text, want, read.Sources[0].Reading.Entities)
		}
	}
}
