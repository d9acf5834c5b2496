"""The printed papers of 发展党员: one frozen dataclass a form, pure builders for the letters.

form                    dataclass                              paper
talk_record             activists.TalkRecord                   同入党申请人谈话记录
recommendation          activists.Recommendation               推荐（推优）入党积极分子登记表
filing_report           parts.Letter ← activists.filing_report, activists.prospect_report
filing_roster           activists.FilingRoster                 备案名册, 发展对象人选名册, 预审名册
activist_record         activists.ActivistRecord               入党积极分子培养考察登记表
public_notice           prospects.PublicNotice                 公示
notice_record           prospects.NoticeRecord                 公示情况登记表
review_letter           prospects.ReviewLetter                 政治审查函 and 回函
review_report           prospects.ReviewReport                 政治审查综合报告
course_certificate      prospects.CourseCertificate            短期集中培训证明
committee_examination   accepting.CommitteeExamination         支部委员会审查记录
prereview_request       parts.Letter ← letters.prereview_request
prereview_opinion       parts.Letter ← letters.prereview_opinion
vote_slips              accepting.VoteSlips                    票决票
vote_summary            accepting.VoteSummary                  票决情况表
assembly_resolution     accepting.AssemblyResolution ← accepting.resolution
approval_request        parts.Letter ← letters.approval_request
approval_reply          parts.Letter ← letters.approval_reply
oath_record             probation.OathRecord                   入党宣誓记录
probationary_record     probation.ProbationaryRecord           预备党员教育考察登记表
confirmation_review     probation.ConfirmationReview           预备党员转正审查登记表
process_record          probation.ProcessRecord                发展党员全程纪实表
archive_list            probation.ArchiveList                  党员档案材料清单

The official booklet 入党志愿书 is never printed. The layouts of the two central registers of 2026
are not public; ours hold the facts they are known to ask for.
"""
