"""The one table of every address of the site, and what each of the cast gets there (HOUSE 4, R-AZ-01).

A number is the status of a GET, or of an empty POST where the address takes no GET; `in` is the way to the sign-in
page. Ada owns what is asked for: in the studio her private project, elsewhere what she published; with `#private`
behind the name, what is not published (her project, Sam's profile). `methods` are all that the address takes; any
other is 405 (HEAD goes with GET).

A new address gets a line here. Ask of each column: may they know that it exists (404), may they do this (403)?
"""

TABLE = """
name                                  methods   anonymous sam  ada  remi hana max
core:health-alive                     GET       200       200  200  200  200  200
core:health-ready                     GET       200       200  200  200  200  200
core:health-robots                    GET       200       200  200  200  200  200
core:styleguide                       GET       in        403  403  403  403  200
accounts:settings-show                GET       in        200  200  200  200  200
accounts:settings-edit                GET+POST  in        200  200  200  200  200
accounts:sessions-end                 POST      in        302  302  302  302  302
accounts:emails-undo                  GET+POST  404       404  404  404  404  404
account_login                         GET+POST  200       302  302  302  302  302
account_logout                        GET+POST  302       200  200  200  200  200
account_inactive                      GET       200       200  200  200  200  200
account_signup                        GET+POST  200       302  302  302  302  302
account_reauthenticate                GET+POST  in        200  200  200  200  200
account_email                         GET+POST  in        200  200  200  200  200
account_email_verification_sent       GET       200       200  200  200  200  200
account_change_password               GET+POST  in        200  200  200  200  200
account_set_password                  GET+POST  in        302  302  302  302  302
account_reset_password                GET+POST  200       200  200  200  200  200
account_confirm_login_code            GET+POST  302       302  302  302  302  302
account_confirm_email                 GET+POST  200       200  200  200  200  200
account_reset_password_from_key_done  GET       200       200  200  200  200  200
account_reset_password_from_key       GET+POST  200       200  200  200  200  200
account_reset_password_done           GET       200       200  200  200  200  200
mfa_index                             GET       in        200  200  200  200  200
mfa_authenticate                      GET+POST  302       302  302  302  302  302
mfa_reauthenticate                    GET+POST  in        302  302  302  302  302
mfa_activate_totp                     GET+POST  in        302  302  302  302  302
mfa_deactivate_totp                   GET+POST  in        404  404  404  404  404
mfa_view_recovery_codes               GET       in        404  404  404  404  404
mfa_generate_recovery_codes           GET+POST  in        302  302  302  302  302
mfa_download_recovery_codes           GET       in        404  404  404  404  404
competence:frameworks-index           GET       200       200  200  200  200  200
competence:frameworks-show            GET       200       200  200  200  200  200
competence:editions-show              GET       200       200  200  200  200  200
competence:exports-index              GET       200       200  200  200  200  200
competence:exports-show               GET       200       200  200  200  200  200
competence:case-index                 GET       200       200  200  200  200  200
competence:case-show                  GET       200       200  200  200  200  200
competence:case-unknown               GET       404       404  404  404  404  404
competence:case-older                 GET       301       301  301  301  301  301
competence:editions-changes           GET       200       200  200  200  200  200
portfolio:people-index                GET       200       200  200  200  200  200
portfolio:projects-index              GET       200       200  200  200  200  200
portfolio:skills-show                 GET       200       200  200  200  200  200
portfolio:profiles-show               GET       200       200  200  200  200  200
portfolio:profiles-show#private       GET       404       200  404  404  404  404
portfolio:profiles-feed               GET       200       200  200  200  200  200
portfolio:profiles-feed#private       GET       404       404  404  404  404  404
portfolio:profiles-card               GET       200       200  200  200  200  200
portfolio:profiles-card#private       GET       404       404  404  404  404  404
portfolio:projects-show               GET       200       200  200  200  200  200
portfolio:projects-show#private       GET       404       404  200  404  404  404
portfolio:images-show                 GET       200       200  200  200  200  200
portfolio:images-show#private         GET       404       404  200  404  404  404
portfolio:files-show                  GET       200       200  200  200  200  200
portfolio:files-show#private          GET       404       404  200  404  404  404
portfolio:files-version               GET       200       200  200  200  200  200
portfolio:files-version#private       GET       404       404  200  404  404  404
portfolio:files-download              GET       200       200  200  200  200  200
portfolio:files-download#private      GET       404       404  200  404  404  404
portfolio:files-picture               GET       200       200  200  200  200  200
portfolio:files-picture#private       GET       404       404  200  404  404  404
portfolio:sitemaps-show               GET       200       200  200  200  200  200
portfolio:studio                      GET       in        302  302  302  302  302
portfolio:profiles-new                GET+POST  in        302  302  200  200  200
portfolio:profiles-edit               GET+POST  in        200  200  302  302  302
portfolio:profiles-feature            GET+POST  in        200  200  404  404  404
portfolio:profiles-visibility         GET+POST  in        200  200  404  404  404
portfolio:projects-list               GET       in        200  200  302  302  302
portfolio:projects-new                GET+POST  in        200  200  302  302  302
portfolio:projects-edit               GET+POST  in        404  200  404  404  404
portfolio:projects-preview            GET       in        404  200  404  404  404
portfolio:projects-publish            GET+POST  in        404  200  404  404  404
portfolio:projects-withdraw           GET+POST  in        404  200  404  404  404
portfolio:projects-remove             GET+POST  in        404  200  404  404  404
portfolio:sections-preview            POST      in        404  200  404  404  404
portfolio:artefacts-upload            GET+POST  in        404  200  404  404  404
portfolio:files-new                   GET+POST  in        404  200  404  404  404
portfolio:files-replace               GET+POST  in        404  200  404  404  404
portfolio:fills-new                   GET+POST  in        404  200  404  404  404
portfolio:proposals-index             GET       in        404  200  404  404  404
portfolio:proposals-accept            POST      in        404  422  404  404  404
portfolio:proposals-dismiss           POST      in        404  422  404  404  404
portfolio:proposals-restore           POST      in        404  302  404  404  404
portfolio:evidence-preview            GET       in        404  200  404  404  404
portfolio:evidence-renew              POST      in        404  302  404  404  404
portfolio:carried-index               GET       in        404  200  404  404  404
portfolio:carried-accept              POST      in        404  422  404  404  404
portfolio:carried-dismiss             POST      in        404  422  404  404  404
portfolio:carried-part-ways           POST      in        404  302  404  404  404
portfolio:successors-accept           POST      in        404  422  404  404  404
portfolio:successors-dismiss          POST      in        404  302  404  404  404
portfolio:sections-index              GET       in        404  200  404  404  404
portfolio:sections-new                GET+POST  in        404  200  404  404  404
portfolio:sections-edit               GET+POST  in        404  200  404  404  404
portfolio:sections-move               POST      in        404  302  404  404  404
portfolio:sections-remove             GET+POST  in        404  200  404  404  404
portfolio:datasets-index              GET       in        404  200  404  404  404
portfolio:datasets-new                GET+POST  in        404  200  404  404  404
portfolio:datasets-edit               GET+POST  in        404  200  404  404  404
portfolio:datasets-move               POST      in        404  302  404  404  404
portfolio:datasets-remove             GET+POST  in        404  200  404  404  404
portfolio:results-index               GET       in        404  200  404  404  404
portfolio:results-new                 GET+POST  in        404  200  404  404  404
portfolio:results-edit                GET+POST  in        404  200  404  404  404
portfolio:results-move                POST      in        404  302  404  404  404
portfolio:results-remove              GET+POST  in        404  200  404  404  404
portfolio:comparisons-index           GET       in        404  200  404  404  404
portfolio:comparisons-new             GET+POST  in        404  200  404  404  404
portfolio:comparisons-edit            GET+POST  in        404  200  404  404  404
portfolio:comparisons-move            POST      in        404  302  404  404  404
portfolio:comparisons-remove          GET+POST  in        404  200  404  404  404
portfolio:decisions-index             GET       in        404  200  404  404  404
portfolio:decisions-new               GET+POST  in        404  200  404  404  404
portfolio:decisions-edit              GET+POST  in        404  200  404  404  404
portfolio:decisions-move              POST      in        404  302  404  404  404
portfolio:decisions-remove            GET+POST  in        404  200  404  404  404
portfolio:contributors-index          GET       in        404  200  404  404  404
portfolio:contributors-new            GET+POST  in        404  200  404  404  404
portfolio:contributors-edit           GET+POST  in        404  200  404  404  404
portfolio:contributors-move           POST      in        404  302  404  404  404
portfolio:contributors-remove         GET+POST  in        404  200  404  404  404
portfolio:artefacts-index             GET       in        404  200  404  404  404
portfolio:artefacts-new               GET+POST  in        404  200  404  404  404
portfolio:artefacts-edit              GET+POST  in        404  200  404  404  404
portfolio:artefacts-move              POST      in        404  302  404  404  404
portfolio:artefacts-remove            GET+POST  in        404  200  404  404  404
portfolio:evidence-index              GET       in        404  200  404  404  404
portfolio:evidence-new                GET+POST  in        404  200  404  404  404
portfolio:evidence-edit               GET+POST  in        404  200  404  404  404
portfolio:evidence-move               POST      in        404  302  404  404  404
portfolio:evidence-remove             GET+POST  in        404  200  404  404  404
portfolio:checklists-index            GET       in        200  200  302  302  302
portfolio:checklists-new              POST      in        422  422  302  302  302
portfolio:checklists-show             GET       in        404  200  404  404  404
portfolio:checklists-history          GET       in        404  200  404  404  404
portfolio:checklists-undo             POST      in        404  422  404  404  404
portfolio:checklists-share            POST      in        404  302  404  404  404
portfolio:checklists-archive          POST      in        404  302  404  404  404
portfolio:checklists-restore          POST      in        404  302  404  404  404
portfolio:checklists-remove           GET+POST  in        404  200  404  404  404
portfolio:ticks-index                 GET       in        404  200  404  404  404
portfolio:ticks-accept                POST      in        404  422  404  404  404
portfolio:merges-new                  GET+POST  in        404  200  404  404  404
portfolio:items-tick                  POST      in        404  422  404  404  404
portfolio:items-new                   GET+POST  in        404  200  404  404  404
portfolio:items-edit                  GET+POST  in        404  200  404  404  404
portfolio:items-put                   POST      in        404  422  404  404  404
portfolio:items-move                  POST      in        404  302  404  404  404
portfolio:items-remove                POST      in        404  422  404  404  404
dashboard:home-show                   GET       200       200  200  200  200  200
dashboard:about-proof                 GET       200       200  200  200  200  200
dashboard:about-privacy               GET       200       200  200  200  200  200
dashboard:overviews-show              GET       in        200  200  302  302  302
dashboard:publications-new            GET+POST  in        403  403  403  403  200
dashboard:accounts-delete             GET+POST  in        200  200  200  200  200
dashboard:archives-show               GET+POST  in        200  200  200  200  200
"""

# Columns that a POST of nobody's fields may change after all, because changing them is what the address is for.
MEANT_TO_CHANGE: dict[str, set[str]] = {
    "accounts:sessions-end": {"session_epoch"},
}
