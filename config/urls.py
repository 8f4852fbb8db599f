"""Which address leads where? Chinese at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.codes import login_code
from cms import urls_wagtail
from core.views import healthz, published_file

handler500 = "core.views.unexpected"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", published_file, name="published_file"),
]
urlpatterns += i18n_patterns(
    path("cms/", include(urls_wagtail.admin)),
    path("accounts/login/code/confirm/", login_code, name="account_confirm_login_code"),
    path("accounts/", include("allauth.urls")),
    path("", include("core.urls")),
    path("", include("accounts.urls")),
    path("", include("training.urls")),
    path("", include("matching.urls")),
    path("", include("outcomes.urls")),
    path("", include("cms.urls")),
    path("", include(urls_wagtail.pages)),
    prefix_default_language=False,
)
