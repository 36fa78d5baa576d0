"""The one table of every address of the site, and what each of the cast gets there (HOUSE 4, R-AZ-01).

A number is the status of a GET; `in` is the way to the sign-in page. Ada owns what is asked for: in the studio her
private project, elsewhere what she published. `methods` are all that the address takes; any other is 405 (HEAD goes
with GET). For an address that takes no GET, the column tells what GET gets: 405, or the sign-in page.

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
accounts:sessions-end                 POST      in        405  405  405  405  405
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
dashboard:accounts-delete             GET+POST  in        200  200  200  200  200
"""

# Columns that a POST of nobody's fields may change after all, because changing them is what the address is for.
MEANT_TO_CHANGE: dict[str, set[str]] = {
    "accounts:sessions-end": {"session_epoch"},
}
