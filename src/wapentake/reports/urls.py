"""The addresses of `reports` that are open to everybody, and the pack for whom a partnership belongs to."""

from django.urls import path, register_converter

from wapentake.reports.converters import WordConverter
from wapentake.reports.views import asmx, feeds, files, plans, site

register_converter(WordConverter, "published")

app_name = "public"
urlpatterns = [
    path("", site.show_home, name="home"),
    path("meetings/<int:pk>/", site.show_meeting, name="meeting"),
    path("meetings/<int:pk>/agenda/", site.show_agenda, name="agenda"),
    path("meetings/<int:pk>/<published:word>.pdf", files.send_pdf, name="pdf"),
    path("meetings/<int:pk>/<published:word>.docx", files.send_docx, name="docx"),
    path("meetings/<int:pk>/papers/<int:paper>/", files.send_paper, name="paper"),
    path("plan/", plans.show_plan, name="plan"),
    path("bodies/<int:pk>/", site.show_body, name="body"),
    path("bodies/<int:pk>.ics", feeds.send_body_calendar, name="body-calendar"),
    path("calendar.ics", feeds.send_calendar, name="calendar"),
    path("feed.rss", feeds.send_rss, name="rss"),
    path("feed.atom", feeds.send_atom, name="atom"),
    path("mgWebService.asmx/GetCommittees", asmx.get_committees, name="GetCommittees"),
    path("mgWebService.asmx/GetMeetings", asmx.get_meetings, name="GetMeetings"),
    path("mgWebService.asmx/GetMeeting", asmx.get_meeting, name="GetMeeting"),
    path("mgWebService.asmx/GetAllMeetingsByDate", asmx.get_all_meetings, name="GetAllMeetingsByDate"),
    path("ieListDocuments.aspx", site.find_meeting_page, name="ieListDocuments"),
    path("ieListMeetings.aspx", site.find_body_page, name="ieListMeetings"),
]
