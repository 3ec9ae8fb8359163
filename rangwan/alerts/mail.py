"""One mail to those who look after the dataset."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from rangwan.alerts.delivery import NotDelivered, network_fault, tls_context, within
from rangwan.settings.alerts import Mail


def send_mail(mail: Mail, subject: str, text: str, *, timeout: float) -> None:
    """Send plain text in UTF-8.  Raises `NotDelivered` unless every recipient was taken in time, and
    `SecretUnknown` when the password cannot be had.
    """
    password = mail.password()
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers
    message.set_content(text)
    context = None if mail.security == "none" else tls_context(mail.ca_file)

    def send() -> None:
        try:
            if mail.security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    mail.host, mail.port, timeout=timeout, context=context
                )
            else:
                server = smtplib.SMTP(mail.host, mail.port, timeout=timeout)
            with server:
                if mail.security == "starttls":
                    server.starttls(context=context)
                if mail.user is not None and password is not None:
                    server.login(mail.user, password)
                refused = server.send_message(message)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise _fault(error) from None
        if refused:
            raise NotDelivered(f"refused for {', '.join(sorted(refused))}")

    within(timeout, send)


def _fault(error: Exception) -> NotDelivered:
    match error:
        case smtplib.SMTPAuthenticationError():
            why = f"it refuses the user or the password ({error.smtp_code})"
        case smtplib.SMTPNotSupportedError():
            why = "it offers no STARTTLS, or no login; see `security` in [alerts.mail]"
        case smtplib.SMTPRecipientsRefused():
            why = f"refused for {', '.join(sorted(error.recipients))}"
        case smtplib.SMTPResponseException():
            why = f"it answers {error.smtp_code}"
        case smtplib.SMTPException():
            why = "it ended the conversation"
        case OSError():
            return network_fault(error)
        case _:
            why = "the user or the password holds letters that SMTP does not take"
    return NotDelivered(why)
