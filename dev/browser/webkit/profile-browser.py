#!/usr/bin/python3
"""A WebKitGTK window with a profile that lasts: what `MiniBrowser --automation` is not.

WebKitWebDriver starts it, with the profile's folder and, if all traffic is to take one, a proxy's address as arguments. The
features are on in Safari, and off by default here.
"""
import sys

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import Gtk, WebKit2

AS_IN_SAFARI = ('FileSystem', 'AccessHandle', 'FileSystemWritableStream', 'StorageAPI', 'StorageAPIEstimate')

profile = sys.argv[1]
data = WebKit2.WebsiteDataManager(base_data_directory=profile + '/data', base_cache_directory=profile + '/cache')
if len(sys.argv) > 2:
    proxy = WebKit2.NetworkProxySettings.new(sys.argv[2], None)
    data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, proxy)
context = WebKit2.WebContext.new_with_website_data_manager(data)
context.set_automation_allowed(True)
settings = WebKit2.Settings()
features = WebKit2.Settings.get_all_features()
for index in range(features.get_length()):
    feature = features.get(index)
    if feature.get_identifier() in AS_IN_SAFARI:
        settings.set_feature_enabled(feature, True)


def open_window(_session):
    view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
    window = Gtk.Window()
    window.set_default_size(1440, 900)
    window.add(view)
    window.show_all()
    view.connect('close', lambda *_: window.destroy())
    return view


def begin(_context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name('ProfileBrowser')
    about.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(about)
    session.connect('create-web-view', open_window)


context.connect('automation-started', begin)
Gtk.main()
