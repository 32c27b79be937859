package playground

import "net/http"

// calls are the REST calls that the playground knows.
var calls = map[string]answerer{
	"GET /applications/@me":                                                         (*call).getApplication,
	"GET /applications/{application}/commands":                                      (*call).listCommands,
	"POST /applications/{application}/commands":                                     (*call).createCommand,
	"PUT /applications/{application}/commands":                                      (*call).overwriteCommands,
	"GET /applications/{application}/commands/{command}":                            (*call).getCommand,
	"PATCH /applications/{application}/commands/{command}":                          (*call).editCommand,
	"DELETE /applications/{application}/commands/{command}":                         (*call).deleteCommand,
	"GET /applications/{application}/guilds/{guild}/commands":                       (*call).listCommands,
	"POST /applications/{application}/guilds/{guild}/commands":                      (*call).createCommand,
	"PUT /applications/{application}/guilds/{guild}/commands":                       (*call).overwriteCommands,
	"GET /applications/{application}/guilds/{guild}/commands/{command}":             (*call).getCommand,
	"PATCH /applications/{application}/guilds/{guild}/commands/{command}":           (*call).editCommand,
	"DELETE /applications/{application}/guilds/{guild}/commands/{command}":          (*call).deleteCommand,
	"GET /applications/{application}/guilds/{guild}/commands/{command}/permissions": (*call).commandPermissions,
	"GET /channels/{channel}":                                                       (*call).getChannel,
	"PATCH /channels/{channel}":                                                     (*call).editChannel,
	"DELETE /channels/{channel}":                                                    (*call).removeChannel,
	"GET /channels/{channel}/messages":                                              (*call).listMessages,
	"POST /channels/{channel}/messages":                                             (*call).createMessage,
	"POST /channels/{channel}/messages/bulk-delete":                                 (*call).bulkDelete,
	"GET /channels/{channel}/messages/pins":                                         (*call).pagePins,
	"PUT /channels/{channel}/messages/pins/{message}":                               (*call).putPin,
	"DELETE /channels/{channel}/messages/{pins}/{message}":                          (*call).removePin,
	"GET /channels/{channel}/pins":                                                  (*call).listPins,
	"PUT /channels/{channel}/pins/{message}":                                        (*call).putPin,
	"DELETE /channels/{channel}/pins/{message}":                                     (*call).putPin,
	"GET /channels/{channel}/messages/{message}":                                    (*call).getMessage,
	"PATCH /channels/{channel}/messages/{message}":                                  (*call).editMessage,
	"DELETE /channels/{channel}/messages/{message}":                                 (*call).deleteMessage,
	"DELETE /channels/{channel}/messages/{message}/reactions":                       (*call).clearReactions,
	"GET /channels/{channel}/messages/{message}/reactions/{emoji}":                  (*call).listReactors,
	"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}":               (*call).clearReactions,
	"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me":              (*call).putReaction,
	"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me":           (*call).putReaction,
	"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/{user}":        (*call).removeReaction,
	"POST /channels/{channel}/messages/{message}/threads":                           (*call).createThread,
	"POST /channels/{channel}/threads":                                              (*call).createThread,
	"GET /channels/{channel}/polls/{message}/answers/{answer}":                      (*call).listVoters,
	"POST /channels/{channel}/polls/{message}/expire":                               (*call).endPoll,
	"POST /channels/{channel}/typing":                                               (*call).typingCall,
	"GET /gateway":                                                                  (*call).getGateway,
	"GET /gateway/bot":                                                              (*call).getGateway,
	"GET /guilds/{guild}":                                                           (*call).getGuild,
	"GET /guilds/{guild}/channels":                                                  (*call).getGuildChannels,
	"GET /guilds/{guild}/members":                                                   (*call).listMembers,
	"GET /guilds/{guild}/members/{user}":                                            (*call).getMember,
	"GET /guilds/{guild}/roles":                                                     (*call).getRoles,
	"GET /guilds/{guild}/threads/active":                                            (*call).activeThreads,
	"POST /interactions/{interaction}/{token}/callback":                             (*call).callback,
	"GET /oauth2/applications/@me":                                                  (*call).getApplication,
	"GET /users/@me":                                                                (*call).getSelf,
	"POST /users/@me/channels":                                                      (*call).openDM,
	"GET /users/@me/guilds":                                                         (*call).getGuilds,
	"GET /users/{user}":                                                             (*call).getUser,
	"POST /webhooks/{application}/{token}":                                          (*call).followUp,
	"GET /webhooks/{application}/{token}/messages/{message}":                        (*call).getAnswer,
	"PATCH /webhooks/{application}/{token}/messages/{message}":                      (*call).editAnswer,
	"DELETE /webhooks/{application}/{token}/messages/{message}":                     (*call).deleteAnswer,
}

// routes leads to them; whatever else is called is noted.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for route, answer := range calls {
		mux.HandleFunc(route, s.rest(route, answer))
	}
	mux.HandleFunc("/", s.rest("", func(c *call) (any, *Refusal) {
		c.options.Log.Warn("playground: a call that it does not know", "method", c.request.Method, "path", c.request.URL.Path)
		return nil, errNotFound
	}))
	return mux
}
