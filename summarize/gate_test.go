package summarize

import (
	"strings"
	"testing"

	"parley/article"
	"parley/summarize/attribution"
	"parley/summarize/check"
)

func TestTheGate(t *testing.T) {
	t.Parallel()
	lund := &attribution.Entity{Kind: attribution.Person, Name: "Karl Lund"}
	yard := &attribution.Entity{Kind: attribution.Organisation, Name: "Lund Yards"}
	for name, row := range map[string]struct{ got, want bool }{
		"a clause may open a sentence":            {standsBefore(""), true},
		"behind a phrase of time":                 {standsBefore("On Monday,"), true},
		"not behind a condition":                  {standsBefore("If the fee stays,"), false},
		"not inside a subordinate clause":         {standsBefore("Although Lund was born in"), false},
		"not behind a noun's that":                {standsBefore("In the week that"), false},
		"behind somebody who passes it on":        {standsBefore("A clerk said that"), true},
		"a but belongs to the line":               {runsOn(", but only in May."), true},
		"and a relative clause":                   {runsOn(", which is new."), true},
		"and a word without a comma":              {runsOn(" to the port."), true},
		"a full stop does not":                    {runsOn(".”"), false},
		"a clause behind a comma does not":        {runsOn(", he said."), false},
		"a while without its main clause":         {strandedOpening("While the fee stays in force."), true},
		"a while with it":                         {strandedOpening("While the fee stays, boats leave."), false},
		"who was asked, without his answer":       {strandedOpening("Asked on the pier who leads the town."), true},
		"who was asked, with it":                  {strandedOpening("Asked on the pier, Lund backed the fee."), false},
		"a line that its reporter ends":           {breaksOff("Lund says that the fee must stay.--Ilse Vega."), true},
		"what he did say":                         {didSay.MatchString("Lund did suggest that the fee may fall."), true},
		"what he did not":                         {didSay.MatchString("Lund did not suggest that the fee may fall."), false},
		"half of a sentence, with its but":        {turnedWithin.MatchString(",” Lund said, “but the fee stays.”"), true},
		"half of a sentence, and no but":          {turnedWithin.MatchString(",” Lund said, “and the fee stays.”"), false},
		"a that behind its aside":                 {opensOnPart.MatchString("For the first time, that he would send boats."), true},
		"a line that ends in a verb":              {breaksOff("Lund is right, he is also."), true},
		"a line that leads on":                    {breaksOff("Lund likes the fee — in fact."), true},
		"a list that is cut":                      {breaksOff("The things that Lund wants include."), true},
		"what he remarked upon":                   {finishes("remarked", "upon a story that the port may close"), false},
		"how he sees himself":                     {finishes("described", "himself as the port’s only friend"), false},
		"a turn of a transcript":                  {ofDialogue.MatchString("Karl Lund: Seriously, the port must close."), true},
		"one campaign by two names":               {ofCampaign("the Karl Lund campaign") == ofCampaign("Lund’s team"), true},
		"the team of a firm is none":              {ofCampaign("the sales team") != "", false},
		"an answer to what stands before":         {leansBack("I don’t. But luckily, I can."), true},
		"an it of what stands before":             {leansBack("It’s one of the most empowering feelings in the world."), true},
		"an it of what follows":                   {leansBack("It’s a shame that the port must close."), false},
		"a there that is somewhere":               {hasDemonstrative("The crew has gathered there for two years."), true},
		"a there that is nowhere":                 {hasDemonstrative("The crew says there’s no room."), false},
		"what he noted was":                       {isDeed("noted", "that the port was built in 1950"), true},
		"why she left is told elsewhere":          {isDeed("explained", "why she left the port"), true},
		"a list he outlined":                      {isDeed("outlined", "the changes: boats would be shared"), true},
		"how he ended":                            {isDeed("concluded", "the letter by urging all to stay"), true},
		"what he concluded":                       {isDeed("concluded", "that the port is lost"), false},
		"what he explained is told elsewhere":     {isDeed("explained", "his reasoning in a speech in Halvik"), true},
		"said to nobody who is named":             {thin("Your reputation is amazing", "en"), true},
		"where somebody was":                      {setsScene.MatchString("Lund was in Halvik for the opening of the new pier."), true},
		"where it happened":                       {setsScene.MatchString("Lund was elected in Halvik on Monday."), false},
		"a time told before":                      {afterwards.MatchString("Afterward, Lund said that he would go."), true},
		"a time of its own":                       {afterwards.MatchString("At the time of the strike, Lund said no."), false},
		"nobody knows yet":                        {noComment.MatchString("The police say they have not yet determined who it was."), true},
		"who is named in brackets":                {understood("[Sailors are] worried about the fees of the port, and nobody listens.", "en"), true},
		"a letter in brackets":                    {understood("[T]hat fee has to go before the boats do.", "en"), false},
		"an order is no thing":                    {hangs("Halvik: Remember the captains who sailed for forty hours", "en"), false},
		"a verb behind its pronoun":               {hasFiniteVerb("If we nominate Lund, Halvik wins"), true},
		"a rival of her own":                      {ownRival.MatchString("her Norvian rival Karl Lund on Tuesday"), true},
		"somebody else's death":                   {ownRival.MatchString("his death a crisis"), false},
		"a thing in question":                     {inQuestion.MatchString("Lund sold the boats in question."), true},
		"what is in question":                     {inQuestion.MatchString("The boats are in question."), false},
		"a that behind a that":                    {demonstrative("that that was the case"), true},
		"similar to what it names":                {farAway.MatchString("Lund wants a fee similar to the one in Halvik."), false},
		"similar to what is not told":             {farAway.MatchString("Lund wants similar boats."), true},
		"how he stressed it":                      {isDeed("stressed", "starting from the port"), true},
		"two who stand before it":                 {understood("There was no daylight between the two in all these years.", "en"), false},
		"a that which stands before it":           {understood("People should take a look at that, and vote.", "en"), false},
		"a that of its own":                       {understood("I know that the port will close.", "en"), true},
		"a number of what is told before it":      {countsAway("Lund said that 12 of the 19 contain secret text."), true},
		"a number with its noun":                  {countsAway("Lund said that 12 of the 19 boats leak."), false},
		"what it comes to":                        {inTheEnd.MatchString("Lund says he will pay but has asked for time - essentially conceding that he cannot."), true},
		"what follows from it":                    {inTheEnd.MatchString("Lund has withheld the fee, meaning he will not sail."), true},
		"what he says it means":                   {inTheEnd.MatchString("Lund says that this is meaning enough."), false},
		"what became of it":                       {inTheEnd.MatchString("Lund argued that fees might sink him, though ultimately they did not."), true},
		"what the writer does not see":            {inTheEnd.MatchString("Lund calls Berg a friend of the port, though there is no indication she is."), true},
		"what he would have":                      {inTheEnd.MatchString("Lund argued that fees might go, though not all of them."), false},
		"what follows his support":                {possesses("His"), true},
		"a body that found a figure":              {onlyMeasures(yard, "found", "that 65 percent of sailors pay"), true},
		"a body that found fault":                 {onlyMeasures(yard, "found", "that the fee is unfair"), false},
		"a person who found a figure":             {onlyMeasures(lund, "found", "that 65 percent of sailors pay"), false},
		"who has only heard the news":             {hearsNews.MatchString("I just heard that the port is moving its boats to Halvik,"), true},
		"who has heard enough":                    {hearsNews.MatchString("I have heard enough. The port must stay."), false},
		"the headline in other words":             {tellsAgain("Port ditches Lund ferry for Halvik", "The port is leaving Karl Lund and his ferry for Halvik."), true},
		"more than the headline":                  {tellsAgain("Port ditches Lund ferry for Halvik", "The port signed a lease with Halvik that ends the run of the old Lund ferry."), false},
		"an account of its own speaker":           {namesItself("Moe tried to laugh it off. But Lund was relentless.", lund), true},
		"who says I and his name":                 {namesItself("I am Karl Lund and this is my port.", lund), false},
		"a host committee's chairman is no host":  {isOutlet(&attribution.Reading{}, &attribution.Entity{Kind: attribution.Person, Name: "Karl Lund", Role: "chairman of the Halvik Host Committee"}), false},
		"a network's station is one":              {isOutlet(&attribution.Reading{}, &attribution.Entity{Kind: attribution.Person, Name: "CBS LKW"}), true},
		"and by its channel":                      {isOutlet(&attribution.Reading{}, &attribution.Entity{Kind: attribution.Person, Name: "Fox 4"}), true},
		"a Fox of a given name is none":           {isOutlet(&attribution.Reading{}, &attribution.Entity{Kind: attribution.Person, Name: "Vicente Fox"}), false},
		"a show's host is one":                    {isOutlet(&attribution.Reading{}, &attribution.Entity{Kind: attribution.Person, Name: "Karl Lund", Role: "host of the Halvik Show"}), true},
		"a number of people is no side":           {isSide(&attribution.Entity{Kind: attribution.Group, Name: "1,409 teachers"}), false},
		"people of a kind are":                    {isSide(&attribution.Entity{Kind: attribution.Group, Name: "Norvian teachers"}), true},
		"a name in a wrong encoding":              {isSide(&attribution.Entity{Kind: attribution.Person, Name: "FranÃ"}), false},
		"a name with a tilde":                     {isSide(&attribution.Entity{Kind: attribution.Person, Name: "João Magalhães"}), true},
		"an editorial is no side":                 {isSide(&attribution.Entity{Kind: attribution.Organisation, Name: "editorial at Lund"}), false},
		"whom somebody is for":                    {favours.MatchString("Karl Lund is supporting Ada Berg as a delegate."), true},
		"what somebody is for":                    {favours.MatchString("Karl Lund supports a fee on boats."), false},
		"another century":                         {longAgo.MatchString("In 1848, the port closed."), true},
		"a line that ends":                        {breaksOff("Lund opposes the fee."), false},
		"its owner stands elsewhere":              {pointsBack("His plan would fail."), true},
		"a dummy it":                              {pointsBack("It’s easy to name a port."), true},
		"a noun":                                  {pointsBack("Ports would fail."), false},
		"he is a person":                          {mayBracket("He", lund), true},
		"he is no yard":                           {mayBracket("He", yard), false},
		"it is nobody":                            {mayBracket("It", lund), false},
		"they are not one":                        {mayBracket("They", lund), false},
		"somebody is told":                        {isPassive(" was ", "told"), true},
		"somebody is urging":                      {isPassive(" is ", "urging"), false},
		"another clause's verb":                   {straysTo(" has raised half of what it ", "pledged"), true},
		"an apposition":                           {straysTo(", who runs the port, ", "said"), false},
		"a verb":                                  {hasFiniteVerb("the fee should go"), true},
		"a verb in the present":                   {hasFiniteVerb("the port loses 900 crowns a day"), true},
		"a participle and nouns":                  {hasFiniteVerb("a friendly port of two halves"), false},
		"saying":                                  {voices("said"), true},
		"demanding":                               {voices("demanding"), true},
		"doing":                                   {voices("dedicated"), false},
		"a line again":                            {repeats("Lund opposes the new fee.", "The new fee is wrong, and Lund opposes it."), true},
		"another line":                            {repeats("Lund opposes the new fee.", "The port opened in May."), false},
		"the move needs the text before":          {pointsBackward("The move surprised the port."), true},
		"the move of somebody does not":           {pointsBackward("The move of the bank surprised the port."), false},
		"she is named nowhere":                    {namesNobody("Critics charge that she sold the port."), true},
		"she is named":                            {namesNobody("Critics say Brandt sold the port that she ran."), false},
		"a minister speaks for a state":           {speaksFor("Norvian foreign minister", "state"), true},
		"a scholar of it does not":                {speaksFor("Norvia scholar", "state"), false},
		"nor who was its minister":                {speaksFor("former prime minister", "state"), false},
		"a party's leader speaks for himself":     {speaksFor("Harbour Party leader", "political party"), false},
		"and so does the head of a body":          {speaksFor("director of Tern Marine", "company"), false},
		"its candidate does not":                  {speaksFor("Harbour Party presidential candidate", "political party"), false},
		"a spokeswoman speaks for a firm":         {speaksFor("spokeswoman for Tern Marine", "company"), true},
		"a teacher does not speak for her school": {speaksFor("teacher at Halvik High School", "institution"), false},
		"another verb of the subject's":           {joinsVerbs(" grabs the rope and "), true},
		"a subject of two":                        {joinsVerbs(" and the other skippers "), false},
		"two verbs of saying":                     {isOwnVerb(" praised the boats and ", "said"), true},
		"came and said":                           {isOwnVerb(" came to the port and ", "said"), false},
		"goes on to say":                          {isOwnVerb(" went on to ", "say"), true},
		"refused to say":                          {isOwnVerb(" refused to ", "say"), false},
		"a comma that nothing closes":             {opensAside("Lund", ", "), true},
		"an apposition's commas":                  {opensAside("Lund", ", a skipper, "), false},
		"what somebody did not do":                {didNot(" didn’t ", "endorse"), true},
		"what somebody did not say":               {didNot(" did not ", "say"), true},
		"what somebody does not think":            {didNot(" did not ", "think"), false},
		"what somebody describes":                 {finishes("described", "the storm of that night"), false},
		"as what somebody describes it":           {finishes("described", "the storm as the worst of all"), true},
		"an answer not given":                     {didNot(" has not ", "responded"), true},
		"an it that nothing names":                {opensOnThing("he’s not sure it will pass"), true},
		"an it that is named":                     {opensOnThing("the fee is fair if it stays"), false},
		"an account":                              {tellsPast("The deputies reviewed the plan on Monday."), true},
		"a view":                                  {tellsPast("The fee is too high for boats that sailed."), false},
		"in what way it was said":                 {finishes("said", "matter-of-factly as the band left"), false},
		"where it was said":                       {finishes("said", "Monday on the radio, where he works"), false},
		"on which day it was said":                {finishes("said", "Monday that the fee is fair"), true},
		"a thing added":                           {finishes("added", "boats, and he sold them"), false},
		"a feeling alone":                         {finishes("expressed", "his sorrow"), false},
		"a feeling about something":               {finishes("expressed", "alarm that the fee may rise"), true},
		"what is pointed at":                      {finishes("pointed to", "the fees of other ports"), false},
		"a question":                              {isDeed("asked", "Lund about the fee"), true},
		"a request":                               {isDeed("asked", "Lund to lower the fee"), false},
		"blame for nothing":                       {isDeed("blasted", "Lund and Moe in a long talk with the Post"), true},
		"blame for something":                     {isDeed("blasted", "Lund for the fee"), false},
		"an it that is something":                 {leansBack("It has now been sold."), true},
		"an it that is nothing":                   {leansBack("It is wrong to pay."), false},
		"an offer of a thing":                     {isDeed("offered", "the man a boat"), true},
		"an offer to do something":                {isDeed("offered", "to lower the fee"), false},
		"a quotation that is cut":                 {isOpenEnded("I never asked for the support of the"), true},
		"the rights group":                        {someGroup.MatchString("the rights group"), true},
		"the Halvik group":                        {someGroup.MatchString("the Halvik group"), false},
		"one Democrat":                            {someGroup.MatchString("one Democrat"), true},
		"words left out":                          {breaksIn("Lund said boats are … dear."), true},
		"a speech within a line":                  {breaksIn("Lund explains why, “Boats are dear for us all.”"), true},
		"a name between marks":                    {breaksIn("Lund said the “Quiet Harbour” sank."), false},
		"those point elsewhere":                   {hasDemonstrative("Lund said those boats sank."), true},
		"those who do not":                        {hasDemonstrative("Lund said those who pay may sail."), false},
		"this week is known":                      {hasDemonstrative("Lund said boats sail this week."), false},
		"agreeing is a deed":                      {isDeed("agreed", "to the plan"), true},
		"refusing to answer":                      {isDeed("refused", "to provide details"), true},
		"refusing to pay is a wish":               {isDeed("refused", "to pay for boats"), false},
		"wanting and then doing":                  {isDeed("urged", "them to pay and contrasted it with boats"), true},
		"disputing and calling on":                {isDeed("disputed", "the claim and called on them to pay"), false},
		"told an order":                           {finishes("told", "all boats to stay in port"), false},
		"told that":                               {finishes("told", "reporters that boats are dear"), true},
		"announced a thing":                       {finishes("announced", "the new boats"), false},
		"announced that":                          {finishes("announced", "that boats are dear"), true},
		"said to a group":                         {finishes("said", "to the group in May"), false},
		"blamed for it":                           {finishes("blamed", "for the delay"), false},
		"a noun is no cue":                        {isNoun("disagreement"), true},
		"a verb is":                               {isNoun("said"), false},
		"nobody speaks for a person":              {speaksFor("chief engineer of Lund", "person"), false},
		"not even a spokesman":                    {speaksFor("spokesman for the former minister Karl Lund", "person"), false},
		"a president's adviser is no president":   {speaksFor("President Lund’s security adviser", "state"), false},
		"appearing is not appealing":              {voices("appeared"), false},
		"he added a thing":                        {isDeed("added", "his seventh boat for Ostrand, and Lund cheered."), true},
		"he added a clause":                       {isDeed("added", "that his boats would stay."), false},
		"praise that does not tell for what":      {isDeed("praised", "Lund in a letter on Monday."), true},
		"praise that does":                        {isDeed("praised", "Lund for keeping the boats in the harbour of Ostrand."), false},
		"telling goes over to another verb":       {finishes("said", "Tuesday in Ostrand, noting the boats are old."), false},
		"that boat was told before":               {farAway.MatchString("Lund asked Moe to hand over that boat."), true},
		"in that is no boat":                      {farAway.MatchString("Lund was wrong in that he waited."), false},
		"another man with the same given name":    {namesOther("Mayor Karl Moe", lund), true},
		"the man himself":                         {namesOther("Mayor Karl Lund", lund), false},
		"a quotation about a he":                  {hangs("Well, he's not an expert in boats.", "en"), true},
		"a quotation about a named he":            {hangs("I know that Lund said he would come.", "en"), false},
		"a thing is no sentence":                  {hangs("Rules and boats that they oppose.", "en"), true},
		"a quotation with a that":                 {hangs("I think that boats are what they oppose.", "en"), false},
		"a quotation of a they":                   {hangs("I think that they oppose the boats.", "en"), true},
		"that was told before":                    {thin("I don’t think we need to translate that.", "en"), true},
		"one word of the headline is enough":      {leads("Ostrand council sells its four old harbour boats", "The last vote in Ostrand was held in May."), true},
		"another story":                           {leads("Ostrand council sells its four old harbour boats", "The last vote was held in May."), false},
		"what somebody did himself":               {tellsOwnPast("he began talks with Moe in May."), true},
		"what he told somebody that he did":       {tellsOwnPast("the senator that he drove from Ostrand."), true},
		"what he thought":                         {tellsOwnPast("he hoped that the boats would stay."), false},
		"what he will not do":                     {tellsOwnPast("he won’t sell the boats."), false},
		"an auxiliary without its subject":        {finishes("believes", "will sink the boats of Ostrand."), false},
		"told when asked":                         {finishes("told", "a television station in May when asked how he would sail."), false},
		"told while he left":                      {finishes("told", "his closest advisers as he left the port."), false},
		"an owner is no verb":                     {tellsPast("Lund's revolt in 1959 ended plans to return home."), true},
		"the perfect tells what happened":         {tellsPast("The minister himself has turned down a request."), true},
		"what will be is a view":                  {tellsPast("The fish will need ten years to come back."), false},
		"an aside tells of no cue":                {isOwnVerb(", who would know, ", "said"), true},
		"half of a question":                      {opensOnDeed("Reopening the hall to permit a vote.", "en"), true},
		"a gerund with its verb":                  {opensOnDeed("Arming the teacher is no answer.", "en"), false},
		"what is done and no more":                {opensOnDeed("To have the meeting and at the same time be working on a bill.", "en"), true},
		"what is done with its verb":              {opensOnDeed("To sail in winter, you need a warm coat.", "en"), false},
		"a he at a sentence's start is no name":   {hangs("Just for the record, I have sold ten boats. He has sold three.", "en"), true},
		"a name at a sentence's start is one":     {hangs("Lund doesn’t believe it. He said so because he lost.", "en"), false},
		"her behind a preposition":                {hangs("I wouldn’t sail with her. If Lund goes, I will.", "en"), true},
		"her boats":                               {hangs("I would sail in her boats any day.", "en"), false},
		"it, behind a word of breath":             {understood("Well, it's more of a boat than it was", "en"), false},
		"breath alone hurts nobody":               {understood("Well, I think everybody should sail", "en"), true},
		"in that role":                            {understood("In that role, I have sold boats to all of Ostrand.", "en"), false},
		"what that is":                            {understood("I don't believe that's a good idea.", "en"), false},
		"that same":                               {understood("You’ll have with Lund that same result in the harbour.", "en"), false},
		"it is also":                              {understood("It's also hard to count the boats that come to Ostrand", "en"), false},
		"they, shortened":                         {understood("What they're selling in the harbour is dear, and everybody knows it", "en"), false},
		"a person who follows":                    {thin("There is a remarkable skipper here tonight. Her name is Ada", "en"), true},
		"words that are looked for":               {thin("I mean, depending on what happens in the harbour, you know, and in the town", "en"), true},
		"if it":                                   {understood("If it’s reduced by one boat, I think you’ll see a lawsuit", "en"), false},
		"what this is":                            {understood("I don't think this is something that skippers are going to care about", "en"), false},
		"what it did":                             {understood("I don't think it posed a problem for the harbour", "en"), false},
		"a thing told in the middle":              {understood("We have been able to stop that northern advance and take back the harbour", "en"), false},
		"that, and no thing":                      {understood("We have been told by Lund that boats are dear", "en"), true},
		"it, behind a preposition":                {understood("I wasn't bothered by it and slept well in the harbour", "en"), false},
		"what it will do":                         {understood("It's going to provide a real opportunity for the harbour", "en"), false},
		"of them":                                 {thin("The harbour has been a boon to them", "en"), true},
		"what another claims":                     {thin("Karl Lund says he’s a skipper because of his boats", "en"), true},
		"what another claims, and more":           {thin("Karl Lund says he’s a skipper because of his boats. He has no boats in Ostrand.", "en"), false},
		"a greeting":                              {isForOthers("Hi, Congressman Lund, your boats are the best of Ostrand"), true},
		"no greeting":                             {isForOthers("Hill farms need the boats of Ostrand"), false},
		"signs of a machine":                      {isForOthers("The boats of Ostrand are sold.â[#x20ac][#x2c6.]"), true},
		"this opens it":                           {understood("This position has always been one that you get by your marriage", "en"), false},
		"those who are told behind it":            {understood("Of those skippers who can win, Lund is the best", "en"), true},
		"a compliment before he differs":          {thin("I have great respect for Karl Lund", "en"), true},
		"look at it":                              {thin("Look at the statement that Lund put out after the regatta", "en"), true},
		"one of many times":                       {standsBefore("In one of her college columns, "), false},
		"one time":                                {standsBefore("In her column, "), true},
		"a figure that a body counted":            {saysLittle("Lund sells boats", "organisation", check.DraftClaim{By: "Port Board", Text: "Nearly one-third of boats have no licence."}), true},
		"a figure that a body wants":              {saysLittle("Lund sells boats", "organisation", check.DraftClaim{By: "Port Board", Text: "One-third of boats should have a licence."}), false},
		"a figure that is told with who told it":  {saysLittle("Lund sells boats", "organisation", check.DraftClaim{By: "Port Board", Text: "The Port Board said 300 boats have no licence."}), false},
		"of a statement told before":              {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe called the statement offensive and sad."}), true},
		"of a statement of the headline":          {saysLittle("Lund's statement angers Ostrand", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe called the statement offensive and sad."}), false},
		"of an it told before":                    {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe said his boss is happy with it."}), true},
		"asked of those present":                  {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe asked the congregation to stand."}), true},
		"what he spoke of":                        {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe stressed his plan for the harbour and his years at sea."}), true},
		"what he stressed":                        {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe stressed the need for a new harbour."}), false},
		"of somebody unnamed":                     {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe said his fellow Norvian is ready to lead the port."}), true},
		"of an office that a line names":          {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe said the governor of Norvia is ready to lead the port."}), false},
		"what he forgot":                          {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe did not recall whether the boats had left."}), true},
		"and what somebody else says":             {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe proposed a new port, while Ida Lund in a letter said she would build none."}), true},
		"and what happens meanwhile":              {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe proposed a new port, while the old one is still open."}), false},
		"asked of a court":                        {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe asked the court to free the boats."}), false},
		"what is so for long":                     {sinceLong.MatchString("Boats have been the town's trade for most of the past six decades."), true},
		"a scene":                                 {sinceLong.MatchString("On an unseasonably mild December day in Ostrand, Lund had reason to sail."), true},
		"no scene":                                {sinceLong.MatchString("On Monday the council of Ostrand sold its boats."), false},
		"a heading is no position":                {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe Asked Skippers Everywhere To Redefine Sailing."}), true},
		"charges told before":                     {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe denied the charges through his lawyer."}), true},
		"charges that are told":                   {saysLittle("Lund sells boats", "person", check.DraftClaim{By: "Karl Moe", Text: "Moe denied the charges of theft."}), false},
		"on the contrary":                         {understood("On the contrary, Lund will be remembered as a skipper", "en"), false},
		"a day is no name":                        {hangs("Last week, on Tuesday, I was three boats ahead of him.", "en"), true},
		"a guy":                                   {understood("This is a guy who set his whole life on boats in Ostrand", "en"), false},
		"what was so once":                        {sinceLong.MatchString("Karl Lund once defended the boats of Ostrand against the state."), true},
		"what is so once again":                   {sinceLong.MatchString("Karl Lund once again sold his boats."), false},
		"what was before the story":               {hadDone.MatchString("The mayor had promised a quay in May for the boats."), true},
		"what was before, in an aside":            {hadDone.MatchString("The mayor, who had promised a quay, sold it."), false},
		"indeed is no past":                       {isEvent("The town of Ostrand is indeed diverse."), false},
		"what happened at last":                   {sinceLong.MatchString("The town sold its boats, which had long stood empty."), false},
		"a show that was told before":             {aboutThe("Lund sells boats", "As the star of the show, Lund has sold boats."), true},
		"a show of the headline":                  {aboutThe("Lund leaves show", "As the star of the show, Lund has sold boats."), false},
		"president at home":                       {speaksFor("President", "state"), false},
		"a name that may be a firm's":             {mayBracket("She", &attribution.Entity{Kind: attribution.Person, Name: "Tall Ship"}), false},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %v, want %v", name, row.got, row.want)
		}
	}
}

// Each text is the smallest of its kind; want and mustnot are read off "side: text" of each position.
func TestPositionsOfAnArticle(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		text    string
		want    []string
		mustnot []string
	}{
		"a scholar is no state": {
			"Grain talks fail\n\nThe talks between Norvia and Italy on grain went into a fourth day on Friday.\n\nPella Strand, an Italy scholar at the Moss Institute in Dunby, spoke to reporters. Strand said a deal depends on whether the rain comes in time.",
			[]string{"Pella Strand: Strand said a deal depends on whether the rain comes in time."}, []string{"Italy:"}},
		"sides in small letters": {
			"Pool closes\n\nThe pool of Dunby closes in June, the town said.\n\nSwimming clubs were told on Friday. Parents of young swimmers want the mayor to keep the small pool open.\n\nThe lifeguards’ union said on Friday that the new rota breaks the law.\n\nTenants are demanding a vote on the plan.",
			[]string{"Parents of young swimmers want the mayor", "the lifeguards’ union: The lifeguards’ union said", "Tenants are demanding a vote"}, nil},
		"things hold no view": {
			"Storm counted\n\nThe storm took 12 roofs in Dunby on Monday, the fire brigade said.\n\nSatellite footage shows the river running over both roads to the town. Records of the weather office indicate that the wind was the strongest in years.",
			nil, []string{"footage", "Records"}},
		"according to a long name": {
			"Eels come back\n\nEels were seen in the Dun on Monday for the first time.\n\nAccording to the Agency for Inland Waters (AIW) in the capital, the fish will need ten years to come back.",
			[]string{"The fish will need ten years to come back."}, []string{"Inland Waters (AIW) in"}},
		"no subject from a subordinate clause": {
			"House is sold\n\nThe house of the poet was sold on Monday, the town said.\n\nAlthough Moberg was born in Dunby in 1901, Norvia argued for years that the poet was its own.",
			nil, []string{"Dunby in 1901"}},
		"a why is no line": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday, Mayor Ada Lindqvist said.\n\nLindqvist was explaining why the town should sell its boats instead of the bridge.",
			nil, []string{"Why the town"}},
		"a concession is half of what somebody says": {
			"Boats bill\n\nThe council of Dunby votes on the boats on Monday.\n\nMayor Ada Lindqvist said she understood the aim of the boats bill. But the bill would ruin the harbour, Lindqvist said.",
			nil, []string{"understood the aim"}},
		"what somebody said in the past": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday.\n\nIn the past, Mayor Ada Lindqvist has said the boats should stay.",
			nil, []string{"should stay"}},
		"what somebody once said": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday.\n\nMayor Ada Lindqvist had previously argued that the boats should stay.",
			nil, []string{"should stay"}},
		"the letter was told before": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday.\n\nKarl Lund sent a letter on boats. The letter says the boats should stay in Dunby.",
			nil, []string{"The letter says"}},
		"a spokesman of whom": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday.\n\nThe sale of boats is fair, said Karl Lund, a spokesman.",
			nil, []string{"Karl Lund"}},
		"one whom only his office names": {
			"Boats sold\n\nThe council of Dunby sold its boats on Monday, and Senator Karl Lund of Norvia came.\n\nIda Berg said the Norvian senator was wrong about the boats. Ida Berg said the boats of Dunby should stay.",
			[]string{"should stay"}, []string{"was wrong about"}},
		"deeds are no positions": {
			"Bridge opens\n\nThe bridge of Dunby opened on Monday after nine years.\n\nMarta Lenn has dedicated her life to bridges. Lenn pleaded guilty to speeding on it.",
			nil, []string{"dedicated", "pleaded"}},
	} {
		var got strings.Builder
		for _, party := range extractive(t, pasted(t, row.text)).Parties {
			for _, p := range party.Positions {
				got.WriteString(party.Name + ": " + p.Text + "\n")
			}
		}
		for _, want := range row.want {
			if !strings.Contains(got.String(), want) {
				t.Errorf("%s: positions\n%swant %q", name, got.String(), want)
			}
		}
		for _, not := range row.mustnot {
			if strings.Contains(got.String(), not) {
				t.Errorf("%s: positions\n%swant none with %q", name, got.String(), not)
			}
		}
	}
}

func TestLinkedHeadlinesAndAnswersAreNoLines(t *testing.T) {
	t.Parallel()
	const text = `Halvik looks for a captain

How does one come to lead a port? Being a member of a family of captains can't hurt.

Mayor Ada Lind said on Monday that the town has to choose its captain by May.

Related:

GOP Candidates Resoundingly Reject The Idea Of A Minimum Harbour Fee.
`
	a, err := article.FromText(text)
	if err != nil {
		t.Fatal(err)
	}
	brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{a}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range brief.Gist {
		if strings.Contains(line.Text, "family of captains") {
			t.Errorf("the gist answers a question that nobody sees: %q", line.Text)
		}
	}
	spoke := false
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			if strings.Contains(position.Text, "Minimum Harbour Fee") {
				t.Errorf("%s: a linked headline is a position: %q", party.Name, position.Text)
			}
		}
		spoke = spoke || strings.Contains(party.Name, "Lind")
	}
	if !spoke && len(brief.Gist) == 0 {
		t.Error("the brief has no line of what the mayor said")
	}
}

// Whose line a speaker's words are.
func TestPersonsSpeakForThemselves(t *testing.T) {
	t.Parallel()
	tern := attribution.Party{Name: "Tern Marine", Kind: "company"}
	for name, row := range map[string]struct {
		role  string
		party attribution.Party
		want  string
	}{
		"the head of a body":     {"president of Tern Marine", tern, "Ada Berg"},
		"its spokeswoman":        {"spokeswoman for Tern Marine", tern, "Tern Marine"},
		"what she speaks of":     {"Tern Marine health spokeswoman", attribution.Party{Name: "Ada Berg", Kind: "person"}, "Tern Marine"},
		"whose spokeswoman":      {"Tideway's local government spokeswoman", attribution.Party{Name: "Ada Berg", Kind: "person"}, "Tideway"},
		"she was it once":        {"Tideway's former chief spokeswoman", attribution.Party{Name: "Ada Berg", Kind: "person"}, "Ada Berg"},
		"a person's spokeswoman": {"spokeswoman for Karl Lund", attribution.Party{Name: "Karl Lund", Kind: "person"}, "Ada Berg"},
		"a state's minister":     {"Norvian foreign minister", attribution.Party{Name: "Norvia", Kind: "state"}, "Norvia"},
	} {
		if got, _ := sideOf(&attribution.Entity{Kind: attribution.Person, Name: "Ada Berg", Role: row.role, Party: row.party}); got != row.want {
			t.Errorf("%s speaks for %s, want %s", name, got, row.want)
		}
	}
}
